import { Hono } from 'hono';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { AppError } from '../types/errors.ts';

/** Largest webhook that is read. */
const MAX_WEBHOOK_BYTES = 1_000_000;
const JOB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TASK_ID = /^[a-z]+(-[a-z0-9]+)*$/;
const TOKEN = /^[0-9a-f]{40}$/;
/** MiniMax first sends a challenge that has to come back (its v1 callback documentation, 2026-11-23). */
const CHALLENGE = /^[A-Za-z0-9_-]{1,200}$/;

/**
 * `/api/webhooks`: where vendors say that something happened. Nothing they send is believed; a genuine call makes the job
 * ask the vendor now rather than later.
 */
export const webhookRoutes = new Hono<{ Bindings: Env }>().post('/:jobId/:taskId/:token', async (context) => {
  const { jobId, taskId, token } = context.req.param();
  if (!JOB_ID.test(jobId) || !TASK_ID.test(taskId) || !TOKEN.test(token)) throw unknown();
  const body = await readBytes(context.req.raw);
  const job = context.env.VIDEO_JOB.get(context.env.VIDEO_JOB.idFromName(jobId));
  const headers = [...context.req.raw.headers] as [string, string][];
  if (!unwrap(await job.webhook({ taskId, token, headers, body }))) throw unknown();
  const challenge = challengeIn(body);
  return challenge === undefined ? context.body(null, 204) : context.json({ challenge });
});

function unknown(): AppError {
  return new AppError('not_found', 'Nobody waits for this call.');
}

async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_WEBHOOK_BYTES) throw new AppError('too_large', 'This call is larger than any webhook should be.');
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function challengeIn(body: Uint8Array): string | undefined {
  if (body.length > 1_000) return undefined;
  try {
    const value = JSON.parse(new TextDecoder().decode(body)) as { challenge?: unknown };
    return typeof value.challenge === 'string' && CHALLENGE.test(value.challenge) ? value.challenge : undefined;
  } catch {
    return undefined;
  }
}
