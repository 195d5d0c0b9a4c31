import { createCanvas } from '@napi-rs/canvas';
import { sniffMediaType } from '../../src/lib/media-type.ts';
import { fetchResult } from '../../src/lib/result-fetch.ts';
import type { GeneratedOutput, GenerationResponse, MediaProvider, ProviderContext } from '../../src/providers/base.ts';
import type { BaseImageProvider } from '../../src/providers/image/base.ts';
import { providerFactories } from '../../src/providers/index.ts';
import type { BaseVideoProvider } from '../../src/providers/video/base.ts';
import { AppError } from '../../src/types/errors.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import type { ModelInfo, ProviderRole } from '../../src/types/providers.ts';
import { type Exchange, record } from './recording.ts';

/** Roles that are tried; a film is cut elsewhere, from clips that are there. */
export const LIVE_ROLES = ['llm', 'image', 'video'] as const satisfies ProviderRole[];
export type LiveRole = (typeof LIVE_ROLES)[number];

/** What is tried. */
export interface LiveCall {
  role: LiveRole;
  provider: string;
  /** Default: the cheapest of the catalogue whose price is known. */
  model?: string | undefined;
  /** Besides provider, model and key. */
  config?: object | undefined;
  apiKey?: string | undefined;
  /** Without it only the key is checked. */
  pay: boolean;
  fetch: (request: Request) => Promise<Response>;
  /** Waits between two questions, in milliseconds. */
  sleep: (delayMs: number) => Promise<void>;
}

/** What came of it. */
export interface LiveResult {
  model: string;
  /** US dollars by the catalogue; null where the price is not known. */
  estimateUsd: number | null;
  exchanges: Exchange[];
  /** Lines on what happened, in order. */
  events: string[];
}

const FORMAT: FilmFormat = { width: 1280, height: 720, frameRate: 24 };
const QUESTION_MS = 5_000;
const MAX_QUESTIONS = 240;
const MESSAGES = [{ role: 'user' as const, content: 'Answer {"ok": true} and nothing else.' }];
const SCHEMA = {
  type: 'object',
  properties: { ok: { type: 'boolean', description: 'True.' } },
  required: ['ok'],
  additionalProperties: false,
};
/** Tokens of the one question and its answer, reasoning included. */
const TOKENS = { input: 50, output: 500 } as const;

/** Makes the cheapest real call of a role. Never throws: what went wrong is among the events. */
export async function callLive(call: LiveCall): Promise<LiveResult> {
  const recorder = record(call.fetch, () => performance.now());
  const context = contextOf(recorder.fetch);
  const { model, estimateUsd } = cheapest(call, context);
  const result: LiveResult = { model, estimateUsd, exchanges: recorder.exchanges, events: [] };
  const say = (line: string) => result.events.push(line);
  try {
    const adapter = create(call, model, context);
    const { status, message } = await adapter.checkKey();
    say(`key: ${status} (${message})`);
    if (!call.pay || (status !== 'valid' && status !== 'unchecked')) return result;
    recorder.step = 'submission';
    if ('chat' in adapter) {
      const { content, usage, cost, costBasis } = await adapter.chat(MESSAGES, SCHEMA);
      say(`answer: ${content.slice(0, 80)} (${usage?.promptTokens} + ${usage?.completionTokens} tokens)`);
      say(priceLine(cost, costBasis === 'reported' ? 'the vendor says' : 'by the catalogue'));
      return result;
    }
    const media = adapter as MediaProvider<object>;
    const request = () => requestOf(call.role, model, call.provider);
    let response = await media.generate(request());
    for (let asked = 0; isUnderWay(response) && asked < MAX_QUESTIONS; asked++) {
      if (response.status === 'step-completed') {
        say('one step is done; the next is submitted');
        recorder.step = 'submission';
        if (!media.proceed) throw new Error('the adapter cannot go on');
        response = await media.proceed(response.handle, request());
        continue;
      }
      await call.sleep(QUESTION_MS);
      recorder.step = 'question';
      response = await media.checkStatus(response.handle ?? {});
    }
    if (response.status === 'failed') throw response.error;
    if (response.status !== 'completed') throw new Error(`it is still ${response.status}; nothing more is asked`);
    say(priceLine(response.costUsd, 'the vendor says'));
    recorder.step = 'download';
    for (const output of response.outputs) say(`result: ${await describe(output, media, call, context)}`);
  } catch (thrown) {
    const error = AppError.is(thrown) ? `${thrown.code}: ${thrown.message}` : String(thrown);
    say(`failed: ${error}`);
  }
  return result;
}

function isUnderWay(response: GenerationResponse): boolean {
  return response.status !== 'completed' && response.status !== 'failed';
}

function priceLine(costUsd: number | undefined, who: string): string {
  return costUsd === undefined ? 'price: the vendor does not say' : `price: ${who} $${costUsd}`;
}

async function describe(
  output: GeneratedOutput,
  media: MediaProvider<object>,
  call: LiveCall,
  context: ProviderContext,
): Promise<string> {
  if ('bytes' in output) return `${sniffMediaType(output.bytes) ?? 'unknown'}, ${output.bytes.byteLength} bytes`;
  const { baseUrl } = (call.config ?? {}) as { baseUrl?: string };
  const trusted = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  const response = media.download
    ? await media.download(output.url)
    : await fetchResult(context.fetch, output.url, trusted);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return `${sniffMediaType(bytes) ?? 'unknown'}, ${bytes.byteLength} bytes`;
}

function create({ role, provider, config, apiKey }: Omit<LiveCall, 'pay'>, model: string, context: ProviderContext) {
  const full = { ...config, provider, ...(model === '' ? {} : { model }), ...(apiKey === undefined ? {} : { apiKey }) };
  // The factories parse nothing: names they do not know are refused with a sentence.
  return providerFactories[role].create(full as never, context);
}

/** The cheapest model, and what the call would cost. */
function cheapest(call: LiveCall, context: ProviderContext): { model: string; estimateUsd: number | null } {
  const rows = providerFactories[call.role].models(call.provider);
  const named = call.model ?? (call.config as { model?: string } | undefined)?.model;
  const ids = named === undefined ? rows.map(({ id }) => id) : [named];
  const priced = ids.map((model) => ({ model, estimateUsd: estimate(call, model, context) }));
  const known = priced.filter(({ estimateUsd }) => estimateUsd !== null);
  const [first] = known.toSorted((one, other) => (one.estimateUsd ?? 0) - (other.estimateUsd ?? 0));
  return first ?? priced[0] ?? { model: '', estimateUsd: null };
}

function estimate(call: LiveCall, model: string, context: ProviderContext): number | null {
  try {
    const adapter = create(call, model, context);
    if ('chat' in adapter) return adapter.estimateCost(TOKENS.input, TOKENS.output);
    const media = adapter as BaseImageProvider | BaseVideoProvider;
    return 'supportsEndFrame' in media
      ? media.estimateCost(shortest(rowOf(call.role, call.provider, model)), FORMAT)
      : media.estimateCost(FORMAT.width, FORMAT.height);
  } catch {
    return null;
  }
}

function rowOf(role: LiveRole, provider: string, model: string): ModelInfo | undefined {
  return providerFactories[role].model({ provider, model: model === '' ? undefined : model });
}

/** The shortest clip a model makes, in seconds. */
function shortest(row: ModelInfo | undefined): number {
  const { durations } = row ?? {};
  if (durations === undefined) return 5;
  return Array.isArray(durations) ? Math.min(...durations) : durations.min;
}

function requestOf(role: LiveRole, model: string, provider: string): object {
  const submission = { id: `live-${Date.now()}`, startedAt: Date.now() };
  if (role === 'image')
    return { prompt: 'A red cube on a white table.', width: 1280, height: 720, seed: 0, submission };
  const duration = shortest(rowOf(role, provider, model));
  return {
    ...{ prompt: 'The camera moves in slowly.', startImageUrl: 'start', endImageUrl: 'end', duration, seed: 0 },
    ...{ aspectRatio: '16:9', cameraMove: 'push_in', format: FORMAT, frameCount: duration * FORMAT.frameRate },
    submission,
  };
}

function contextOf(fetch: ProviderContext['fetch']): ProviderContext {
  return {
    ...{ fetch, now: () => Date.now() },
    media: {
      open: async (key) => {
        const bytes = picture(key === 'end' ? 0.5 : 0.3);
        return {
          ...{ sha256: '0'.repeat(64), sizeBytes: bytes.byteLength, mediaType: 'image/jpeg' },
          body: new Blob([bytes]).stream() as ReadableStream<Uint8Array>,
        };
      },
    },
    render: { fetch: () => Promise.reject(new Error('no render service here')), secret: '' },
  };
}

/** A cube on a table, so large a part of the picture. */
function picture(part: number): Uint8Array<ArrayBuffer> {
  const canvas = createCanvas(FORMAT.width, FORMAT.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f1ea';
  context.fillRect(0, 0, FORMAT.width, FORMAT.height);
  context.fillStyle = '#b3261e';
  const edge = FORMAT.height * part;
  context.fillRect((FORMAT.width - edge) / 2, (FORMAT.height - edge) / 2, edge, edge);
  return new Uint8Array(canvas.toBuffer('image/jpeg'));
}
