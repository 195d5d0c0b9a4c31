import type { ClipDurations } from '../lib/clip-seconds.ts';
import { BRIEF_CLOSE, BRIEF_OPEN, type DirectorBrief } from '../types/brief.ts';
import type { DirectorInput } from '../types/project.ts';
import { offeredSeconds } from './durations.ts';

/** What the chosen video model can do, as far as the director needs to know. */
export interface VideoMeans {
  /** What it can make; undefined offers whole seconds from 5 to 10. */
  durations?: ClipDurations | undefined;
  /** Whether it takes a last frame; undefined when not known. */
  endFrame?: boolean | undefined;
  /** Whether its clips come with sound; undefined when not known. */
  sound?: boolean | undefined;
}

/** What prompts are written in where the order does not say. */
const PROMPT_LANGUAGE = 'en';

/** The parts of a brief that only a refinement or a repair has. */
export type BriefExtras = Pick<DirectorBrief, 'feedback' | 'shotId' | 'direction'>;

/** Longest broken answer that is sent back as text, in characters. */
const MAX_RETURNED_TEXT = 20_000;

/** JSON in which no `<` stands, so that nothing written by a user or a model can end the block it is in. */
export function fencedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** The order as data, with what the video model can do. */
export function buildBrief(
  task: DirectorBrief['task'],
  input: DirectorInput,
  { durations, endFrame, sound }: VideoMeans = {},
  extras: BriefExtras = {},
): DirectorBrief {
  const { direction, ...rest } = extras;
  return {
    task,
    concept: input.concept,
    style: input.style ?? 'cinematic',
    targetDuration: input.targetDuration,
    aspectRatio: input.aspectRatio,
    frameRate: input.frameRate,
    seed: input.seed,
    constraints: input.constraints ?? {},
    shotSeconds: offeredSeconds(durations, input.frameRate),
    ...(endFrame === undefined ? {} : { endFrame }),
    ...(sound === undefined ? {} : { sound }),
    ...(input.language === undefined ? {} : { language: input.language }),
    promptLanguage: input.promptLanguage ?? PROMPT_LANGUAGE,
    ...rest,
    ...(direction === undefined ? {} : { direction: returnable(direction) }),
  };
}

function returnable(direction: unknown): unknown {
  return typeof direction === 'string' ? direction.slice(0, MAX_RETURNED_TEXT).toWellFormed() : direction;
}

/** The block as it stands in the user message. */
export function briefBlock(brief: DirectorBrief): string {
  return `${BRIEF_OPEN}\n${fencedJson(brief)}\n${BRIEF_CLOSE}`;
}
