import { AIDirector } from '../src/director/index.ts';
import { lintDirection } from '../src/director/lint/index.ts';
import { layOut } from '../src/lib/timeline.ts';
import type { KeyCheckAnswer, ProviderContext } from '../src/providers/base.ts';
import { BaseLLMProvider, type LLMResponse } from '../src/providers/llm/base.ts';
import { LocalLLMProvider } from '../src/providers/llm/local.ts';
import { AppError } from '../src/types/errors.ts';
import { AspectRatioSchema, VideoStyleSchema } from '../src/types/film.ts';
import { allShots, type DirectorInput, DirectorInputSchema, VideoDirectionSchema } from '../src/types/project.ts';
import { type ModelInfo, ProjectConfigSchema } from '../src/types/providers.ts';
import { CONCEPTS } from './director/concepts.ts';
import { type DamagedAnswer, damagedAnswers, readAnswer } from './director/corpus.ts';
import { garbage } from './director/garbage.ts';

/** Films the local director is asked for. */
const FILMS = 200;
const FILM_SECONDS = [5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 180] as const;
/** Video models that clips are planned for: mostly any length, as the local one makes, and whole seconds and short lists. */
const DURATIONS: readonly ModelInfo['durations'][] = [
  undefined,
  { min: 5, max: 10, step: 1 },
  undefined,
  [5, 10],
  undefined,
  [4, 6, 8],
];
const CONFIG = ProjectConfigSchema.parse({});

const refuse = () => Promise.reject(new AppError('unavailable', 'Nothing outside is needed here.'));
const CONTEXT: ProviderContext = {
  fetch: refuse,
  now: () => 0,
  media: { open: refuse },
  render: { fetch: refuse, secret: '' },
};

/** A language model that has one answer to everything. */
class Parrot extends BaseLLMProvider {
  private readonly content: string;

  constructor(content: string) {
    super({ provider: 'local' }, CONTEXT);
    this.content = content;
  }

  override get modelName(): string {
    return 'parrot';
  }

  override async chat(): Promise<LLMResponse> {
    return { content: this.content, cost: 0 };
  }

  override estimateCost(): number {
    return 0;
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    return { status: 'valid', message: 'It needs no key.' };
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

/** Milliseconds per megabyte to read a text, the best of three. */
function readingSpeed(text: string, order: DirectorInput): number {
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    readAnswer(text, order);
    return performance.now() - began;
  });
  return Math.min(...times) / (Buffer.byteLength(text) / 1e6);
}

/** Whether a whole conversation in which the model always gives this answer ends in anything but a plan or an AppError. */
async function endsUntyped({ text, order }: DamagedAnswer): Promise<boolean> {
  try {
    const { direction } = await new AIDirector(new Parrot(text), { config: CONFIG }).direct(order);
    return !VideoDirectionSchema.safeParse(direction).success;
  } catch (error) {
    return !AppError.is(error);
  }
}

async function benchParser(report: (line: string) => void) {
  const corpus = damagedAnswers();
  report(`${corpus.length} damaged answers`);
  const failed = new Map<string, number>();
  let valid = 0;
  let faithful = 0;
  let whole = 0;
  let untyped = 0;
  const speeds: number[] = [];
  for (const answer of corpus) {
    const outcome = readAnswer(answer.text, answer.order);
    if (outcome.valid) valid++;
    else for (const name of answer.damage) failed.set(name, (failed.get(name) ?? 0) + 1);
    if (!answer.lossy) {
      whole++;
      if (outcome.holds(answer.plan)) faithful++;
    }
    if (await endsUntyped(answer)) untyped++;
    speeds.push(readingSpeed(answer.text, answer.order));
  }
  for (const [name, text] of garbage()) {
    const order = DirectorInputSchema.parse({ concept: name, targetDuration: 60, aspectRatio: '16:9' });
    speeds.push(readingSpeed(text, order));
    const answer = { text, order, plan: undefined, damage: [name], lossy: true };
    if (await endsUntyped(answer)) untyped++;
  }
  for (const [name, count] of failed) report(`not valid without another call: ${count} with ${name}`);
  return {
    answers: corpus.length,
    share_valid: round(valid / corpus.length),
    share_faithful: round(faithful / whole),
    untyped_errors: untyped,
    p99_ms_per_mb: round(quantile(speeds, 0.99), 1),
  };
}

/** The least distance, in frames, that sums of so many lengths can come to a goal: by trying which sums there are. */
function leastMiss(count: number, lengths: readonly number[], goal: number): number {
  let sums = new Set([0]);
  for (let shot = 0; shot < count; shot++) {
    const next = new Set<number>();
    for (const sum of sums) for (const length of lengths) next.add(sum + length);
    sums = next;
  }
  return Math.min(...[...sums].map((sum) => Math.abs(sum - goal)));
}

/** Every length in frames that a model of {@link DURATIONS} can give a shot of 5 to 10 s. */
function lengthsOf(durations: ModelInfo['durations'], frameRate: number): number[] {
  const seconds = Array.isArray(durations) ? durations : durations ? [5, 6, 7, 8, 9, 10] : undefined;
  if (!seconds) return Array.from({ length: 5 * frameRate + 1 }, (_, frame) => 5 * frameRate + frame);
  return seconds.filter((length) => length >= 5).map((length) => length * frameRate);
}

async function benchLocalDirector(report: (line: string) => void) {
  const scores: number[] = [];
  let valid = 0;
  let longest = 0;
  let farthest = 0;
  let unreachable = 0;
  for (let film = 0; film < FILMS; film++) {
    const durations = DURATIONS[film % DURATIONS.length];
    const input = DirectorInputSchema.parse({
      concept: CONCEPTS[film % CONCEPTS.length],
      style: VideoStyleSchema.options[(film * 3 + Math.floor(film / 8)) % VideoStyleSchema.options.length],
      targetDuration: FILM_SECONDS[(film * 7) % FILM_SECONDS.length],
      aspectRatio: AspectRatioSchema.options[film % AspectRatioSchema.options.length],
      seed: film,
    });
    const videoModel: ModelInfo = { id: 'bench', name: 'Bench', prices: [], aliases: [], endFrame: true };
    if (durations) videoModel.durations = durations;
    const llm = new LocalLLMProvider({ provider: 'local' }, CONTEXT);
    const { direction } = await new AIDirector(llm, { config: CONFIG, videoModel }).direct(input);
    if (VideoDirectionSchema.safeParse(direction).success) valid++;
    const shots = allShots(direction);
    const { shotFrames, totalFrames } = layOut(shots, input.frameRate);
    const overlaps = shotFrames.reduce((sum, frames) => sum + frames, 0) - totalFrames;
    const goal = input.targetDuration * input.frameRate;
    const miss = Math.abs(totalFrames - goal);
    if (leastMiss(shots.length, lengthsOf(durations, input.frameRate), goal + overlaps) > 0) unreachable++;
    else longest = Math.max(longest, miss / input.frameRate);
    farthest = Math.max(farthest, miss / input.frameRate);
    scores.push(lintDirection(direction, input, { videoModel }).score);
  }
  report(
    `${FILMS} films by the local director, ${unreachable} of a length that clips of their video model cannot make`,
  );
  return {
    films: FILMS,
    local_valid: round(valid / FILMS),
    unreachable,
    max_length_error_s: round(longest),
    max_unreachable_error_s: round(farthest),
    lint_median: quantile(scores, 0.5),
    lint_p10: quantile(scores, 0.1),
  };
}

/** Damaged answers through the parser, and films of every kind through the local director and the lint. */
export async function benchDirector(report: (line: string) => void): Promise<object> {
  return { ...(await benchParser(report)), ...(await benchLocalDirector(report)) };
}
