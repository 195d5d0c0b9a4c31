import { buildBrief } from '../../src/director/brief.ts';
import { parseDirection } from '../../src/director/parser.ts';
import { writePlan } from '../../src/providers/llm/local/plan.ts';
import type { VideoStyle } from '../../src/types/film.ts';
import { orderOf, type SoundAnswer } from './written.ts';
import { FIRST_WRITTEN } from './written-first.ts';
import { MORE_WRITTEN } from './written-second.ts';

export type { SoundAnswer } from './written.ts';

const LOCAL: readonly (readonly [concept: string, style: VideoStyle, seconds: number])[] = [
  ['A blacksmith forges a glowing sword at dawn', 'cinematic', 60],
  ['A lighthouse keeper finds a whale in the fog', 'dramatic', 45],
  ['Two old friends play chess in a park while it rains', 'documentary', 40],
  ['How a loaf of bread is made before sunrise', 'documentary', 30],
  ['A robot learns to paint in an abandoned factory', 'artistic', 75],
  ['A new electric bicycle for the city', 'corporate', 30],
  ['A cat chases a red balloon over the roofs', 'playful', 35],
  ['The last tree in the desert', 'minimal', 20],
  ['A drummer practises until the neighbours dance', 'energetic', 50],
  ['An astronaut writes a letter home', 'cinematic', 120],
  ['A fox crosses a frozen lake at night', 'minimal', 25],
  ['A clockmaker repairs the clock of the town hall', 'dramatic', 90],
  ['Children build a castle of snow', 'playful', 15],
  ['A night train carries one passenger', 'artistic', 55],
];

function fromLocal([concept, style, seconds]: (typeof LOCAL)[number], index: number): SoundAnswer {
  const order = orderOf(concept, seconds, style);
  const brief = buildBrief('direct', { ...order, seed: index });
  const parsed = parseDirection(JSON.stringify(writePlan(brief)), order);
  if (!parsed.ok) throw new Error(`the local director wrote an unusable plan for "${concept}"`);
  return { name: `local-${index + 1}`, order, plan: parsed.direction };
}

/** Sound answers: some written by hand in several languages, some by the local director. Always the same. */
export function soundAnswers(): SoundAnswer[] {
  return [...FIRST_WRITTEN, ...MORE_WRITTEN, ...LOCAL.map(fromLocal)];
}
