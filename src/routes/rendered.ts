import { providerContext } from '../durable-objects/provider-context.ts';
import type { Env } from '../env.ts';
import { LocalRenderClient } from '../providers/local-render.ts';
import { AppError } from '../types/errors.ts';
import type { Media } from '../types/job.ts';
import type { RenderJob, RenderResult } from '../types/render.ts';

/** How long an answer waits for a drawing; proxies on the way give up after a minute or two. */
const LONGEST_WAIT_MS = 50_000;
const POLL_DELAY_MS = 250;
const RETRY_AFTER_MS = 5_000;

/**
 * Has the render service draw something and opens it. Nothing is kept here: the service names its jobs by their content,
 * so asking again is taking up the same work, or getting the result from its cache.
 * @param inputs the stored media that the job names by hash.
 * @throws AppError `unavailable` with a time to come back after when it takes long; whatever the service says otherwise.
 */
export async function rendered(
  env: Env,
  projectId: string,
  job: RenderJob,
  inputs: readonly Media[],
): Promise<{ body: ReadableStream<Uint8Array>; sizeBytes: number }> {
  const { body, result } = await renderedFile(env, projectId, job, inputs);
  return { body, sizeBytes: result.sizeBytes };
}

/**
 * {@link rendered}, with what the render service tells of the result.
 * @param waitMs how long to wait for it at most. Default 50 s.
 */
export async function renderedFile(
  env: Env,
  projectId: string,
  job: RenderJob,
  inputs: readonly Media[],
  waitMs = LONGEST_WAIT_MS,
): Promise<{ body: ReadableStream<Uint8Array>; result: RenderResult }> {
  const client = new LocalRenderClient(providerContext(env, projectId));
  const keys = inputs.map(({ key }) => key);
  const until = Date.now() + waitMs;
  let response = await client.submit(job, keys);
  while (response.status !== 'completed') {
    if (response.status === 'failed') throw response.error;
    if (Date.now() >= until) {
      throw new AppError('unavailable', 'This is still being drawn; ask again in a moment.', {
        retryable: true,
        retryAfterMs: RETRY_AFTER_MS,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_DELAY_MS));
    response = await client.status(response.handle);
  }
  const [output] = response.outputs;
  const answer = output && 'url' in output ? await client.download(output.url) : undefined;
  if (answer?.ok && answer.body && response.rendered) return { body: answer.body, result: response.rendered };
  await answer?.body?.cancel();
  throw new AppError('unavailable', 'The render service lost what it had drawn; ask again.', {
    retryable: true,
    retryAfterMs: RETRY_AFTER_MS,
  });
}
