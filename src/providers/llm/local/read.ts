import { readEnglish } from './reading/english.ts';
import { plainThing } from './reading/thing.ts';
import type { Reading } from './reading/types.ts';

/** Longest part of a concept that is read word by word. */
const READ_LENGTH = 1200;

/** Common words of stories in other languages, and the English they are staged with. Whole words in spaced scripts. */
const GLOSSARY: readonly (readonly [
  pattern: RegExp,
  english: string,
  kind: 'who' | 'verb' | 'where' | 'when' | 'what',
])[] = [
  [/robot|روبوت|ロボット|机器人|робот/iu, 'robot', 'who'],
  [/(?<!\p{L})gat[oa]s?(?!\p{L})|(?<!\p{L})chat(?!\p{L})|katze|قط|猫|кот/iu, 'cat', 'who'],
  [/(?<!\p{L})perr[oa]|(?<!\p{L})chien|(?<!\p{L})hund|كلب|犬|狗|собак/iu, 'dog', 'who'],
  [/caballo|cheval|pferd|حصان|馬|马/iu, 'horse', 'who'],
  [/samur[aá]i|侍|武士/iu, 'samurai', 'who'],
  [/herrero|forgeron|schmied|حداد|鍛冶|铁匠/iu, 'blacksmith', 'who'],
  [/رجل عجوز|(?:viejo|anciano)|vieil homme|alter mann|老人|старик/iu, 'old man', 'who'],
  [/niñ[oa]s?|enfant|(?<!\p{L})kind(?!\p{L})|طفل|子供|孩子|ребен/iu, 'child', 'who'],
  [/mujer|femme|(?<!\p{L})frau|امرأة|女|женщин/iu, 'woman', 'who'],
  [/hombre|homme|(?<!\p{L})mann(?!\p{L})|رجل|男|мужчин/iu, 'man', 'who'],
  [/jard[ií]n|garten|حديقة|庭|花园|сад/iu, 'garden', 'where'],
  [/marte(?!\p{L})|(?<!\p{L})mars(?!\p{L})|المريخ|火星|марс/iu, 'mars', 'where'],
  [/bosque|for[eê]t|(?<!\p{L})wald|غابة|森|лес/iu, 'forest', 'where'],
  [/desierto|désert|wüste|صحرا|砂漠|沙漠|пустын/iu, 'desert', 'where'],
  [/(?<!\p{L})mar(?!\p{L})|(?<!\p{L})mer(?!\p{L})|(?<!\p{L})meer|بحر|海|море/iu, 'sea', 'where'],
  [/monta[ñg]|berg(?!\p{L})|جبل|山|гор/iu, 'mountain', 'where'],
  [/ciudad|(?<!\p{L})ville|stadt|مدينة|街|東京|城市|город|tokyo|tokio/iu, 'street', 'where'],
  [/cocina|cuisine|küche|مطبخ|台所|厨房|кухн/iu, 'kitchen', 'where'],
  [/cuida|soigne|pflegt|يعتني|世話/iu, 'tends', 'verb'],
  [/constru|(?<!\p{L})bau[te]|يبني|建て|建造|строит/iu, 'builds', 'verb'],
  [/busca|cherche|sucht|يبحث|探|寻找|ищет/iu, 'searches for', 'verb'],
  [/barco|bateau|schiff|سفينة|船|корабл/iu, 'ship', 'what'],
  [/espada|épée|schwert|سيف|剣|剑|меч/iu, 'sword', 'what'],
  [/(?<!\p{L})casa(?!\p{L})|maison|(?<!\p{L})haus|بيت|家|дом/iu, 'home', 'what'],
  [/noche|(?<!\p{L})nuit|nacht|ليل|夜|ночь/iu, 'at night', 'when'],
  [/amanecer|aube|morgengrauen|فجر|夜明け|黎明/iu, 'at dawn', 'when'],
  [/lluvia|pluie|regen|مطر|雨|дожд/iu, 'in the rain', 'when'],
];

const FOREIGN_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FOREIGN_WORDS =
  /(?<!\p{L})(?:el|los|las|un|una|en|con|del|por|su|du|au|est[aá]|le|les|des|une|dans|der|die|das|ein|eine|und|ist|il|lo|gli|della|nel|uma|com|não)(?!\p{L})/giu;
const ENGLISH_WORDS = /\b(?:the|a|an|of|and|in|at|on|with|is|to|for|how|my)\b/gi;

function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = text.match(new RegExp(FOREIGN_SCRIPT.source, 'gu'))?.length ?? 0;
  if (foreign > letters * 0.2) return false;
  const accents = text.match(/[áéíóúñäöüßçêèàôîã]/giu)?.length ?? 0;
  return (text.match(FOREIGN_WORDS)?.length ?? 0) + accents <= (text.match(ENGLISH_WORDS)?.length ?? 0);
}

/** The English a concept in another language is staged with: who does what, where and when, as far as it is known. */
function gloss(text: string): string {
  const found = (kind: string) => [
    ...new Set(GLOSSARY.filter(([pattern, , of]) => of === kind && pattern.test(text)).map(([, english]) => english)),
  ];
  const [who] = found('who');
  const [verb] = found('verb');
  const [what] = found('what');
  const [where] = found('where');
  const subject = who ?? 'traveller';
  const doing = verb ? `${verb} ${what ?? 'something'}` : what ? `finds ${what}` : 'walks';
  return `A ${subject} ${verb && !what && !verb.endsWith('for') && where === 'garden' ? `${verb} a garden` : doing}${where ? ` in the ${where}` : ''} ${found('when').join(' ')}`.trim();
}

/** Reads a concept in any language. Other languages than English are staged through a small glossary and keep their title. */
export function readConcept(concept: string): Reading {
  const text = concept.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, READ_LENGTH);
  if (isEnglish(text)) return readEnglish(/\p{L}/u.test(text) ? text : 'A shape in empty space');
  const reading = readEnglish(gloss(text));
  const title =
    text
      .split(/[.!?。！？\n,،]/)[0]
      ?.trim()
      .slice(0, 80) ?? text.slice(0, 80);
  const hero = reading.hero ?? plainThing('traveller', 'person');
  return { ...reading, language: 'und', concept: text, hero, title };
}
