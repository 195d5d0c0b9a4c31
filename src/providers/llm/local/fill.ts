import type { Part } from './cast.ts';
import { isPlural, sentenceCase, thirdPerson } from './reading/inflect.ts';
import { isAgent } from './reading/thing.ts';
import { animalOf } from './world/creatures.ts';
import { toolPhrase } from './world/places.ts';

/** Everything the words in braces can stand for in one shot. */
export interface Slots {
  hero: Part;
  object?: Part;
  partner?: Part;
  /** `forging the glowing sword`; absent when the concept has no verb. */
  acting?: string;
  place: string;
  tool: string;
  spot: string;
  spot2: string;
  surface: string;
  far: string;
  near: string;
  wide: string;
  wide2: string;
  texture: string;
  texture2: string;
  air: string;
  /** What is in the air, as a sentence. */
  airMoves: string;
}

const STRANGER = 'a stranger in a dark coat';

function withoutArticle(phrase: string): string {
  return phrase.replace(/^(a|an|the)\s+/i, '');
}

/** The tool with `the`, as something known. */
function knownTool(tool: string): string {
  return tool.startsWith('the ') ? tool : `the ${tool.replace(/^(a|an)\s+/, '')}`;
}

/** Whether a phrase takes a plural verb: `reeds`, `boats on the water`, but not `a row of reeds`. */
function manyIn(phrase: string): boolean {
  if (/^(a|an|one|another)\s/i.test(phrase)) return false;
  const head =
    withoutArticle(phrase).split(
      /\s(?:of|in|on|at|over|under|beyond|against|above|below|behind|from|to|with|through|falling|running|throughout|around|round|along|between)\s/,
    )[0] ?? phrase;
  return isPlural(head.split(' ').at(-1) ?? '') || /\band\b/.test(head);
}

function limbs(part: Part): [string, string] {
  if (part.thing.kind === 'robot') return ['metal hand', 'metal hands'];
  if (part.thing.kind === 'animal') {
    const many = animalOf(part.thing.head)?.limbs ?? 'paws';
    return [many === 'hooves' ? 'hoof' : many === 'feet' ? 'foot' : many.slice(0, -1), many];
  }
  return ['hand', 'hands'];
}

/** Fills a template. Everybody is called by one name throughout; the cast says what they look like. */
export function fill(template: string, slots: Slots): string {
  const [hand, hands] = limbs(slots.hero);
  const value = (key: string): string => {
    switch (key) {
      case 'hero':
        return slots.hero.plain;
      case "hero's":
        return slots.hero.owner;
      case 'object':
        return slots.object ? slots.object.plain : slots.surface;
      case 'object or surface':
        return slots.object ? slots.object.plain : slots.surface;
      case 'partner':
      case 'other':
        return slots.partner ? slots.partner.plain : STRANGER;
      case 'their':
        return slots.hero.their;
      case 'them':
        return slots.hero.them;
      case 'itself':
        return slots.hero.itself;
      case 'hand':
        return hand;
      case 'hands':
        return hands;
      case 'tool':
        return knownTool(slots.tool);
      case 'a tool':
        return toolPhrase(slots.tool);
      case 'bare tool':
        return withoutArticle(slots.tool);
      case 'bare surface':
        return withoutArticle(slots.surface);
      case 'bare near':
        return withoutArticle(slots.near);
      case 'acting':
        return slots.acting ?? 'at work';
      default:
        return String(slots[key as keyof Slots] ?? '');
    }
  };
  const filled = template
    .replace(/\{([A-Za-z0-9' ]+)\}/g, (_, key: string) => {
      const lower = `${key[0]?.toLowerCase()}${key.slice(1)}`;
      const text = value(lower);
      return lower === key ? text : sentenceCase(text);
    })
    .replace(/<(?:([a-z]):)?([a-z]+)>/g, (_, who: string | undefined, verb: string) => {
      const many =
        who === 'o'
          ? (slots.object?.many ?? false)
          : who === 'n'
            ? manyIn(slots.near)
            : who === 'p'
              ? (slots.partner?.many ?? false)
              : who === 'x'
                ? manyIn(slots.texture)
                : who === 't'
                  ? manyIn(slots.tool)
                  : who === 'a'
                    ? manyIn(slots.air)
                    : who === 'f'
                      ? manyIn(slots.far)
                      : slots.hero.many;
      if (!many) return thirdPerson(verb);
      return verb === 'be' ? 'are' : verb;
    });
  if (!slots.hero.many) return filled;
  return isAgent(slots.hero.thing.kind) ? severalOf(filled) : severalThings(filled);
}

/** What is said of one thing, said of several. */
function severalThings(text: string): string {
  return text
    .replace(/\bit is\b/g, 'they are')
    .replace(/\bit\b/g, 'them')
    .replace(/\bits\b/g, 'their')
    .replace(/\bitself\b/g, 'themselves');
}

/** Several people have several faces. */
function severalOf(text: string): string {
  return text
    .replace(/\b(their|with|with their) (face|head|chin|brow|gaze|back|hat)\b/g, '$1 $2s')
    .replace(/(?<=, )(face|head|chin)(?= (?:hidden|clear|dark|lit|turned|level|bowed|high))/g, '$1s');
}
