import { sha256OfKey } from '../lib/media-store.ts';
import { AppError } from '../types/errors.ts';
import type { Handle } from '../types/job.ts';
import { MissingBlobsSchema, type RenderJob, type RenderStatus, RenderStatusSchema } from '../types/render.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext } from './base.ts';

/** Host part of render addresses; the binding behind it decides where they really go. */
const BASE = 'http://render.internal/v1';
const SCHEME = 'render:';
/** A result is noticed the moment it is there, and a connection, of which a Worker has six, is soon free for others. */
const ANSWER_WITHIN_MS = 300;

/**
 * The wire of the `local` image, video and compile providers: the render service's HTTP API (src/types/render.ts).
 * Render jobs are named by their content, so sending one again is only asking for it again.
 */
export class LocalRenderClient {
  private readonly context: ProviderContext;

  constructor(context: ProviderContext) {
    this.context = context;
  }

  /**
   * Submits a job, after uploading those of its inputs that the service does not hold yet.
   * @param inputs R2 keys of the media the job names by hash.
   */
  async submit(job: RenderJob, inputs: readonly string[] = []): Promise<GenerationResponse> {
    let response = await this.post(job);
    if (response.status === 409) {
      const { missing } = MissingBlobsSchema.parse(await response.json());
      for (const key of inputs.filter((candidate) => missing.includes(sha256OfKey(candidate)))) await this.upload(key);
      response = await this.post(job);
    }
    return this.read(response, 'submit');
  }

  /** Asks once how a job stands; the answer comes when it ends, or after {@link ANSWER_WITHIN_MS}. */
  async status(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.read(await this.send('GET', `/jobs/${String(handle.jobId)}?waitMs=${ANSWER_WITHIN_MS}`), 'poll');
  }

  /** Stops a job that is queued or running. */
  async cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    const response = await this.send('DELETE', `/jobs/${String(handle.jobId)}`);
    await response.body?.cancel();
  }

  /** Opens a result. */
  async download(url: string): Promise<Response> {
    return this.send('GET', `/blobs/${url.slice(SCHEME.length)}`);
  }

  /** Whether the render service answers. */
  async checkKey(): Promise<KeyCheckAnswer> {
    try {
      const response = await this.send('GET', '/health');
      await response.body?.cancel();
      if (response.ok) return { status: 'valid', message: 'The render service answers; no key is needed.' };
      return { status: 'unreachable', message: `The render service answered ${response.status}.` };
    } catch {
      return { status: 'unreachable', message: 'The render service does not answer: start it, or set RENDER_URL.' };
    }
  }

  private post(job: RenderJob): Promise<Response> {
    return this.send('POST', '/jobs', JSON.stringify(job), { 'content-type': 'application/json' });
  }

  private async upload(key: string): Promise<void> {
    const media = await this.context.media.open(key);
    const response = await this.send('PUT', `/blobs/${media.sha256}`, media.body, {
      'content-type': media.mediaType,
      'content-length': String(media.sizeBytes),
    });
    await response.body?.cancel();
    if (!response.ok) throw unavailable(response.status, 'submit');
  }

  private async send(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const request = new Request(BASE + path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { ...headers, authorization: `Bearer ${this.context.render.secret}` },
    });
    try {
      return await this.context.render.fetch(request);
    } catch (cause) {
      throw new AppError(
        'unavailable',
        'The render service does not answer; it is tried again.',
        { provider: 'local', retryable: true },
        cause,
      );
    }
  }

  private async read(response: Response, stage: 'submit' | 'poll'): Promise<GenerationResponse> {
    if (!response.ok) {
      await response.body?.cancel();
      if (response.status === 404 && stage === 'poll') {
        // The service forgets unfinished jobs when it restarts; nothing was paid, so the task may simply begin again.
        return { status: 'failed', error: unavailable(404, 'poll') };
      }
      throw unavailable(response.status, stage);
    }
    return toGeneration(RenderStatusSchema.parse(await response.json()));
  }
}

function unavailable(status: number, stage: 'submit' | 'poll'): AppError {
  return new AppError('unavailable', `The render service answered ${status}; it is tried again.`, {
    provider: 'local',
    vendorStatus: status,
    retryable: true,
    stage,
  });
}

function toGeneration(status: RenderStatus): GenerationResponse {
  const handle: Handle = { jobId: status.id };
  switch (status.status) {
    case 'queued':
      return { status: 'queued', handle };
    case 'processing':
      return { status: 'processing', handle, progress: status.progress };
    case 'completed':
      return {
        status: 'completed',
        handle,
        outputs: [{ url: SCHEME + status.result.sha256 }],
        costUsd: 0,
        rendered: status.result,
      };
    case 'failed':
      return { status: 'failed', handle, error: toError(status.error) };
  }
}

function toError(error: Extract<RenderStatus, { status: 'failed' }>['error']): AppError {
  const codes = {
    invalid_input: 'invalid_input',
    unsupported_media: 'bad_response',
    no_ffmpeg: 'unsupported',
    disk_full: 'storage_full',
    timeout: 'timeout',
    cancelled: 'cancelled',
    internal: 'internal',
  } as const;
  return new AppError(codes[error.code], error.message, { provider: 'local' });
}
