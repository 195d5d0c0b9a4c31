import type { ProviderContext, ProviderEntry } from '../../src/providers/base.ts';
import { AppError } from '../../src/types/errors.ts';

/** A key that must show up in no handle, log line or error. */
export const CANARY_KEY = 'canary-key-4f1d9b7c2e';

/** One request as it reached the vendor. */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Parsed JSON, or the fields of a form as {@link readRequestBody} gives them; undefined without a body. */
  body: unknown;
}

/**
 * A request's body: JSON parsed; a form as an object of its fields, in which a file is `{ mediaType, base64 }` and a field
 * that comes several times is a list.
 */
export async function readRequestBody(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const text = await request.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
  const form = await request.formData();
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = await Promise.all(form.getAll(name).map(formValue));
    fields[name] = values.length === 1 ? values[0] : values;
  }
  return fields;
}

async function formValue(value: string | File): Promise<unknown> {
  if (typeof value === 'string') return value;
  return { mediaType: value.type, base64: Buffer.from(await value.arrayBuffer()).toString('base64') };
}

/** What the vendor does with the next request: answers, or breaks the connection. */
export type ScriptedAnswer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | 'connection lost'
  | 'time-out';

/** A stored picture of a test. */
export interface StoredImage {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

/** A vendor at the network's edge that follows a script, and the world an adapter sees. */
export interface FakeVendor {
  context: ProviderContext;
  requests: RecordedRequest[];
}

/** `image-1` and `image-2` are there unless a test brings its own; they are eight bytes that call themselves a JPEG. */
const IMAGES: Record<string, StoredImage> = {
  'p/image-1': { bytes: Uint8Array.of(0xff, 0xd8, 1, 1, 1, 1, 0xff, 0xd9), mediaType: 'image/jpeg' },
  'p/image-2': { bytes: Uint8Array.of(0xff, 0xd8, 2, 2, 2, 2, 0xff, 0xd9), mediaType: 'image/jpeg' },
};

/** Builds a {@link FakeVendor}. A request without a scripted answer fails the test. */
export function fakeVendor(
  answers: ScriptedAnswer[],
  options: { publicUrl?: boolean; images?: Record<string, StoredImage>; now?: number } = {},
): FakeVendor {
  const script = [...answers];
  const requests: RecordedRequest[] = [];
  const images = { ...IMAGES, ...options.images };
  const context: ProviderContext = {
    now: () => options.now ?? Date.UTC(2026, 10, 25),
    render: { fetch: () => Promise.reject(new Error('no render service in this test')), secret: '' },
    async fetch(request) {
      requests.push({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await readRequestBody(request),
      });
      const answer = script.shift();
      if (answer === undefined) throw new Error(`unexpected request: ${request.method} ${request.url}`);
      if (answer === 'connection lost') throw new TypeError('fetch failed');
      if (answer === 'time-out') throw new DOMException('The operation timed out.', 'TimeoutError');
      const {
        status = 200,
        headers = {},
        json,
        text: body = json === undefined ? null : JSON.stringify(json),
      } = answer;
      return new Response(status === 204 ? null : body, { status, headers });
    },
    media: {
      async open(key) {
        const image = images[key];
        if (!image) throw new AppError('not_found', `no picture ${key}`);
        const { bytes, mediaType } = image;
        return {
          sha256: '0'.repeat(64),
          sizeBytes: bytes.byteLength,
          mediaType,
          body: new Blob([bytes]).stream() as ReadableStream<Uint8Array>,
        };
      },
      ...(options.publicUrl
        ? { publicUrl: async (key: string) => `https://p2v.example/media/${key}?signature=s` }
        : {}),
    },
  };
  return { context, requests };
}

/** The AppError a promise fails with. */
export async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!AppError.is(thrown)) throw new Error(`expected an AppError, got ${String(thrown)}`);
  return thrown;
}

/** The adapter of a registry entry, which the test takes for granted to exist. */
export function adapterOf<Config extends { provider: string }, Provider>(
  { info, create }: ProviderEntry<Config, Provider>,
  config: NoInfer<Config>,
  context: ProviderContext,
): Provider {
  if (!create) throw new Error(`${info.provider} has no adapter`);
  return create(config, context);
}
