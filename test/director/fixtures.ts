import type { KeyCheckAnswer, ProviderContext } from '../../src/providers/base.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from '../../src/providers/llm/base.ts';
import {
  type CostEstimate,
  type DirectedShot,
  type DirectorInput,
  DirectorInputSchema,
  type VideoDirection,
} from '../../src/types/project.ts';
import { type ModelInfo, ProjectConfigSchema, SafeProjectConfigSchema } from '../../src/types/providers.ts';

export const NO_COST: CostEstimate = {
  llm: 0,
  images: 0,
  videos: 0,
  compile: 0,
  total: 0,
  breakdown: { imageCount: 0, videoCount: 0, totalDuration: 0 },
  lines: [],
  unknown: [],
};

export const LOCAL_CONFIG = SafeProjectConfigSchema.parse(ProjectConfigSchema.parse({}));

export function order(changes: Partial<DirectorInput> = {}): DirectorInput {
  return DirectorInputSchema.parse({
    concept: 'A lighthouse keeper finds a whale in the fog',
    style: 'cinematic',
    targetDuration: 60,
    aspectRatio: '16:9',
    ...changes,
  });
}

export function shot(id: number, changes: Partial<DirectedShot> = {}): DirectedShot {
  return {
    id,
    duration: 7,
    startPrompt: `Start of ${id}`,
    endPrompt: `End of ${id}`,
    motionPrompt: `Motion of ${id}`,
    cameraMove: 'static',
    shotSize: 'medium',
    lighting: 'dusk',
    continuesPrevious: false,
    ...changes,
  };
}

/** A direction whose scenes hold the given shots. */
export function film(...scenes: DirectedShot[][]): VideoDirection {
  return {
    title: 'Fog',
    narrative: 'A keeper finds a whale.',
    totalDuration: 0,
    scenes: scenes.map((shots, index) => ({
      id: index + 1,
      name: `Scene ${index + 1}`,
      description: 'Something happens.',
      mood: 'calm',
      shots,
    })),
    cast: [],
    estimatedCost: NO_COST,
    notices: [],
  };
}

/** So many shots of the same length, ids from 1. */
export function shots(count: number, changes: Partial<DirectedShot> = {}): DirectedShot[] {
  return Array.from({ length: count }, (_, index) => shot(index + 1, changes));
}

export function model(changes: Partial<ModelInfo> = {}): ModelInfo {
  return { id: 'm', name: 'Model M', prices: [], aliases: [], ...changes };
}

const CONTEXT: ProviderContext = {
  fetch: () => Promise.reject(new Error('no network in tests')),
  now: () => 0,
  media: { open: () => Promise.reject(new Error('no media in tests')) },
  render: { fetch: () => Promise.reject(new Error('no render service in tests')), secret: '' },
};

type Answer = string | object | Error;

/** A language model that gives prepared answers in order and keeps what it was asked. */
export class FakeLLM extends BaseLLMProvider {
  readonly asked: { messages: LLMMessage[]; schema: object | undefined }[] = [];
  private readonly answers: Answer[];
  private readonly extras: Omit<LLMResponse, 'content'>;

  constructor(answers: Answer[], extras: Omit<LLMResponse, 'content'> = {}) {
    super({ provider: 'local' }, CONTEXT);
    this.answers = answers;
    this.extras = extras;
  }

  override get modelName(): string {
    return 'fake/model';
  }

  override async chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    const answer = this.answers[this.asked.length];
    this.asked.push({ messages, schema });
    if (answer === undefined) throw new Error('asked too often');
    if (answer instanceof Error) throw answer;
    return { content: typeof answer === 'string' ? answer : JSON.stringify(answer), ...this.extras };
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    return { status: 'valid', message: 'nobody is asked' };
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    return (inputTokens * 3 + outputTokens * 15) / 1e6;
  }
}
