import type { DraftScene, DraftShot, LocalPlan } from '../plan-types.ts';

/** Which shots a wish is about, and how that was told. */
export interface Target {
  ids: ReadonlySet<number>;
  /** Whether the words point at some shots; else the wish is for the whole film. */
  pointed: boolean;
  /** Whether the words are about a thing that is shown in those shots. */
  shown: boolean;
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const ORDINAL = `(?:the\\s+)?(${ORDINALS.join('|')}|\\d+(?:st|nd|rd|th)|last|final|penultimate)`;
const NUMBERED = /\b(scene|shot)s?\s+((?:#?\d+)(?:\s*(?:,|and|&|to|through|-|–)\s*#?\d+)*)/gi;
const OPENING =
  /\b(?:opening|beginning|the start|intro(?:duction)?|(?:start|begin|open)s?\s+(?:the\s+film\s+)?(?:with|on))\b/i;
const ENDING = /\b(?:ending|the end|finale|outro|conclusion|(?:end|finish|close)s?\s+(?:the\s+film\s+)?(?:with|on))\b/i;
const CLIMAX = /\b(?:climax|turning point|middle)\b/i;
const EVERYTHING = /\b(?:all|every|everything|whole|entire|overall|throughout|film|video|movie)\b/i;
/** Words of a wish that name nothing to be seen. */
const SAID = new Set(
  `make makes made more less with from and for into this that scene scenes shot shots close closeup closeups close-up close-ups
  wide longer shorter darker brighter want give have very much please should some film video movie slower faster warmer colder
  lighter moodier camera move moves movement light lighting like look feel feels keep need needs bit little lots than them
  there these those they what when where which will would could add change turn set put use less static dynamic calmer more
  night dawn sunset morning evening noon dusk seconds second long short slow fast dark bright warm cold only just also shows show
  been being cuts cut crossfade crossfades fade black white wipe push pull pan tilt dolly crane left right down back must`.split(
    /\s+/,
  ),
);

function scenesByOrdinal<T>(list: readonly T[], word: string): T | undefined {
  const lower = word.toLowerCase();
  if (lower === 'last' || lower === 'final') return list.at(-1);
  if (lower === 'penultimate') return list.at(-2);
  const index = ORDINALS.indexOf(lower);
  return list[index >= 0 ? index : Number.parseInt(lower, 10) - 1];
}

function numbersIn(text: string): number[] {
  const range = /(\d+)\s*(?:to|through|-|–)\s*#?(\d+)/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: Math.max(0, Math.min(to - from + 1, 1000)) }, (_, index) => from + index);
  }
  return [...text.matchAll(/\d+/g)].map(([number]) => Number(number));
}

/** Scenes that the words name by number or order. */
export function scenesIn(clause: string, plan: LocalPlan): DraftScene[] {
  const named = [...clause.matchAll(NUMBERED)].flatMap(([, what, numbers]) =>
    what?.toLowerCase() === 'scene' ? numbersIn(numbers ?? '') : [],
  );
  const ordinal = new RegExp(`\\b${ORDINAL}\\s+scene\\b`, 'i').exec(clause)?.[1];
  const byOrder = ordinal === undefined ? undefined : scenesByOrdinal(plan.scenes, ordinal);
  return plan.scenes.filter((scene) => named.includes(scene.id) || scene === byOrder);
}

/** Shots that the words name by number or order. */
export function shotsIn(clause: string, shots: readonly DraftShot[]): DraftShot[] {
  const named = [...clause.matchAll(NUMBERED)].flatMap(([, what, numbers]) =>
    what?.toLowerCase() === 'shot' ? numbersIn(numbers ?? '') : [],
  );
  const ordinal = new RegExp(`\\b${ORDINAL}\\s+shot\\b`, 'i').exec(clause)?.[1];
  const byOrder = ordinal === undefined ? undefined : scenesByOrdinal(shots, ordinal);
  return shots.filter((shot) => named.includes(shot.id) || shot === byOrder);
}

/** Words of a clause that may name something to be seen. */
export function telling(clause: string): string[] {
  return (clause.toLowerCase().match(/\p{L}[\p{L}-]{2,}/gu) ?? []).filter((word) => !SAID.has(word));
}

/** Whether a text shows what a word names, in the singular or the plural. */
export function shows(text: string, word: string): boolean {
  const stem = word.replace(/(?:ies|y)$/, 'i').replace(/(?:es|s)$/, '');
  const escaped = stem.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&').replace(/i$/, '(?:y|i)');
  return new RegExp(`(?<!\\p{L})${escaped}(?:y|ies|es|s|e)?(?!\\p{L})`, 'iu').test(text);
}

/** Finds out which shots a clause is about. */
export function targetOf(clause: string, plan: LocalPlan, shotId: number | undefined): Target {
  const shots = plan.scenes.flatMap((scene) => scene.shots);
  const of = (list: readonly DraftShot[], shown = false): Target => ({
    ids: new Set(list.map((shot) => shot.id)),
    pointed: true,
    shown,
  });
  if (shotId !== undefined) return of(shots.filter((shot) => shot.id === shotId));
  const named = [...scenesIn(clause, plan).flatMap((scene) => scene.shots), ...shotsIn(clause, shots)];
  if (named.length > 0) return of(named);
  if (/\b(?:start|begin|open)s?\s+(?:the\s+film\s+)?(?:with|on)\b/i.test(clause)) return of(shots.slice(0, 1));
  if (/\b(?:end|finish|close)s?\s+(?:the\s+film\s+)?(?:with|on)\b/i.test(clause)) return of(shots.slice(-1));
  if (OPENING.test(clause)) return of(plan.scenes[0]?.shots ?? []);
  if (ENDING.test(clause)) return of(plan.scenes.at(-1)?.shots ?? []);
  if (CLIMAX.test(clause)) {
    const at = /middle/i.test(clause) ? Math.floor(plan.scenes.length / 2) : Math.max(0, plan.scenes.length - 2);
    return of(plan.scenes[at]?.shots ?? []);
  }
  const words = telling(clause);
  const seen = shots.filter((shot) => words.some((word) => shows(`${shot.startPrompt} ${shot.endPrompt}`, word)));
  if (!EVERYTHING.test(clause) && seen.length > 0 && seen.length < shots.length) return of(seen, true);
  return { ids: new Set(shots.map((shot) => shot.id)), pointed: false, shown: false };
}
