import { readEnglish } from './reading/english.ts';
import { type Gloss, type GlossRole, glossesOf } from './reading/glossary.ts';
import { singular, withArticle } from './reading/inflect.ts';
import { knowsWord } from './reading/known.ts';
import { storyFor } from './reading/staged.ts';
import { isFunctionWord } from './reading/tag.ts';
import type { Reading } from './reading/types.ts';
import { verbOf } from './reading/verbs.ts';
import { tradeOf } from './world/people.ts';

/** Longest part of a concept that is read word by word. */
const READ_LENGTH = 1200;

const FOREIGN_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FOREIGN_WORDS =
  /(?<!\p{L})(?:el|la|los|las|un|una|en|con|del|por|su|du|au|est[aá]|le|les|des|une|dans|der|die|das|ein|eine|und|ist|il|lo|gli|della|nel|uma|com|não)(?!\p{L})/giu;
const ENGLISH_WORDS = /\b(?:the|a|an|of|and|in|at|on|with|is|to|for|how|my)\b/gi;

/** Several words of which English has none: another language, unless they are names. */
function isUnknown(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const strange = (word: string): boolean => {
    const lower = word.toLowerCase();
    return !isFunctionWord(lower) && !knowsWord(singular(lower)) && !verbOf(lower) && !storyFor(lower);
  };
  return words.length > 1 && words.slice(1).some((word) => !/^\p{Lu}/u.test(word)) && words.every(strange);
}

function isEnglish(text: string): boolean {
  if (isUnknown(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = text.match(new RegExp(FOREIGN_SCRIPT.source, 'gu'))?.length ?? 0;
  if (foreign > letters * 0.2) return false;
  const accents = text.match(/[áéíóúñäöüßçêèàôîã]/giu)?.length ?? 0;
  return (text.match(FOREIGN_WORDS)?.length ?? 0) + accents <= (text.match(ENGLISH_WORDS)?.length ?? 0);
}

const ON = /^(beach|mountain|rooftop|island|stage|street|Mars|reef)$/;
/** A name after the word for `in`, in languages that write only names with a capital. */
const NAMED_PLACE = /(?<!\p{L})(?:en|à|au|em|in|a|de|no|na)\s+(\p{Lu}\p{L}{2,})/u;
const GERMAN = /(?<!\p{L})(?:der|die|das|ein|eine|einen|und|im|ist)(?!\p{L})/iu;

function place(name: string): string {
  if (/^\p{Lu}/u.test(name)) return ` ${ON.test(name) ? 'on' : 'in'} ${name}`;
  return ` ${ON.test(name) ? 'on' : 'in'} the ${name}`;
}

/** The English sentence that a concept in another language is staged with, as far as its words are known. */
function sentenceOf(text: string, glosses: readonly Gloss[]): string | undefined {
  const all = (role: GlossRole): string[] =>
    glosses.filter((gloss) => gloss.role === role).map(({ english }) => english);
  const people = all('who');
  const [verb] = all('verb');
  const [what] = all('what');
  const [idea] = all('idea');
  const wheres = all('where');
  const named = GERMAN.test(text) ? undefined : NAMED_PLACE.exec(text)?.[1];
  const where = wheres.find((name) => name === 'beach') ?? wheres[0] ?? named;
  const around = `${where === undefined ? '' : place(where)}${all('how')
    .map((how) => ` ${how}`)
    .join('')}${all('when')
    .slice(0, 1)
    .map((when) => ` ${when}`)
    .join('')}`;
  const aged = people.length > 1 && people.some((who) => /^old /.test(who));
  const others = aged ? people.filter((who) => !/^old /.test(who)) : people;
  const who =
    others[0] && `${aged && (tradeOf(others[0]) || /^(?:wo)?man$/.test(others[0])) ? 'old ' : ''}${others[0]}`;
  const other = others[1] === undefined ? '' : ` with ${withArticle(others[1])}`;
  if (glosses.some(({ role }) => role === 'sell') && what !== undefined) return `A commercial for ${withArticle(what)}`;
  if (who === undefined && idea !== undefined && verb === undefined) return `${idea}${around}`;
  if (who === undefined && verb === undefined) {
    if (what !== undefined) return `${withArticle(what)}${around}`;
    return where === undefined && around === ''
      ? undefined
      : where === undefined
        ? `A street${around}`
        : `${where}${around.replace(place(where), '')}`;
  }
  const hero = who === 'people' || who === 'friends' ? `the ${who}` : withArticle(who ?? 'traveller');
  if (verb === undefined)
    return what === undefined ? `${hero}${other}${around}` : `${hero} finds ${withArticle(what)}${other}${around}`;
  const [bare, ...rest] = verb.split(' ');
  const transitive =
    what === undefined
      ? rest.includes('for') && other !== ''
        ? ` for${other.slice(5)}`
        : ''
      : ` ${rest.filter((word) => word === 'for').join('')} ${what === 'moon' ? 'the moon' : withArticle(what)}`;
  const withWhom = rest.includes('for') && what === undefined ? '' : other;
  return `${hero} ${bare}${transitive}${withWhom}${around}`.replace(/ {2,}/g, ' ');
}

/**
 * Reads a concept in any language. A concept in another language than English is staged through a glossary: it keeps its
 * own words in title and story, and who the glossary knows keeps the own word in the cast.
 */
export function readConcept(concept: string): Reading {
  const text = concept.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, READ_LENGTH);
  if (isEnglish(text)) return readEnglish(/\p{L}/u.test(text) ? text : 'A shape in empty space');
  const glosses = glossesOf(text);
  const sentence = sentenceOf(text, glosses);
  const reading = readEnglish(sentence ?? 'A traveller walks along a road at dawn');
  const title =
    text
      .split(/[.!?。！？।؟\n,،、:：]/u)[0]
      ?.trim()
      .slice(0, 80) || text.slice(0, 80);
  const { hero } = reading;
  const own = hero && glosses.find(({ english }) => english === hero.head || english === hero.words)?.own;
  if (hero && own !== undefined) hero.own = own;
  return {
    ...reading,
    language: 'und',
    concept: text,
    title,
    understood: sentence === undefined ? [] : glosses.map(({ english }) => english),
  };
}
