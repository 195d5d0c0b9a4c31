import type { DraftDirection } from '../../src/director/draft.ts';
import { settleDraft } from '../../src/director/finish.ts';
import { parseDirection } from '../../src/director/parser.ts';
import { type Random, randomFrom } from '../../src/providers/llm/local/random.ts';
import { allShots, type DirectorInput, FILM_TOLERANCE_SECONDS } from '../../src/types/project.ts';
import { LOSSY, MISSPELLINGS, RESHAPES } from './damage.ts';
import { type SoundAnswer, soundAnswers } from './sound.ts';

/** An answer as a model might really give it. */
export interface DamagedAnswer {
  text: string;
  order: DirectorInput;
  /** What it should be read as; undefined where there is nothing to be read. */
  plan: DraftDirection | undefined;
  /** Names of what was done to it. */
  damage: string[];
  /** Whether a part of it is gone. */
  lossy: boolean;
}

/** Answers with several kinds of damage at once, besides one of each kind for each sound answer. */
const MIXED = 400;

function damaged(sound: SoundAnswer, reshape: string, misspell: readonly string[], random: Random): DamagedAnswer {
  const shaped = RESHAPES[reshape]?.(sound.plan, random);
  const text = misspell.reduce(
    (spelt, name) => MISSPELLINGS[name]?.(spelt, random) ?? spelt,
    JSON.stringify(shaped, null, 2),
  );
  const damage = [reshape, ...misspell].filter((name) => name !== 'as_asked' && name !== 'untouched');
  return { text, order: sound.order, plan: sound.plan, damage, lossy: misspell.some((name) => LOSSY.has(name)) };
}

/** The corpus: every sound answer with every kind of damage, then mixtures. The same each time. */
export function damagedAnswers(): DamagedAnswer[] {
  const sound = soundAnswers();
  const reshapes = Object.keys(RESHAPES);
  const misspellings = Object.keys(MISSPELLINGS);
  const single = sound.flatMap((answer) => [
    ...reshapes.map((name) => damaged(answer, name, ['untouched'], randomFrom(`${answer.name} ${name}`))),
    ...misspellings.map((name) => damaged(answer, 'as_asked', [name], randomFrom(`${answer.name} ${name}`))),
  ]);
  const mixed = Array.from({ length: MIXED }, (_, index) => {
    const random = randomFrom(`mixed ${index}`);
    const answer = random.pick(sound);
    return damaged(answer, random.pick(reshapes), [random.pick(misspellings), random.pick(misspellings)], random);
  });
  return [...single, ...mixed];
}

/** What reading an answer came to. */
export interface ReadOutcome {
  /** Whether it is a direction whose length is right, so that nobody has to be asked again. */
  valid: boolean;
  /** Whether every prompt of a plan came through word for word, in its order. */
  holds(plan: DraftDirection | undefined): boolean;
}

function promptsOf(plan: DraftDirection): string {
  return JSON.stringify(
    allShots(plan).map(({ startPrompt, endPrompt, motionPrompt }) =>
      // Line breaks and quotes are what the damage changes; words are what must come through.
      [startPrompt, endPrompt, motionPrompt].map((prompt) => prompt.replace(/[\s"“”'’`]+/g, ' ').trim()),
    ),
  );
}

/** Reads an answer as the director does before it would ask again. */
export function readAnswer(text: string, order: DirectorInput): ReadOutcome {
  const parsed = parseDirection(text, order);
  if (!parsed.ok) return { valid: false, holds: () => false };
  const { missFrames } = settleDraft(parsed.direction, order);
  return {
    valid: Math.abs(missFrames) <= FILM_TOLERANCE_SECONDS * order.frameRate,
    holds: (plan) => plan !== undefined && promptsOf(plan) === promptsOf(parsed.direction),
  };
}
