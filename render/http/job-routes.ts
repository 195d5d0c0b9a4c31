import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { type MissingBlobs, type RenderJob, RenderJobSchema, type RenderStatus } from '../../src/types/render.ts';
import { hashOf } from '../canonical-json.ts';
import { inputsOf } from '../jobs/inputs.ts';
import type { Service } from '../service.ts';
import { HttpProblem, readJson, sendJson, sendProblem } from './respond.ts';

const LARGEST_JOB_BYTES = 1_000_000;
const LONGEST_WAIT_MS = 20_000;
const RETRY_AFTER_SECONDS = 2;

/** `POST /v1/jobs`: 200 when the result is known, 202 when the work waits or runs, 409 when inputs are missing. */
export async function postJob(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parsed = RenderJobSchema.safeParse(await readJson(request, LARGEST_JOB_BYTES));
  if (!parsed.success) throw new HttpProblem(400, 'invalid_input', z.prettifyError(parsed.error));
  const job = parsed.data;
  const id = hashOf(job);
  const completed = await completedStatus(service, id);
  if (completed) return sendJson(response, 200, completed);
  const current = service.queue.status(id);
  if (current && current.status !== 'failed') return sendJson(response, 202, current);
  const missing = await missingBlobs(service, job);
  if (missing.length > 0) {
    const problem = new HttpProblem(409, 'missing_blobs', 'Upload the missing inputs first.');
    return sendProblem(response, problem, { missing } satisfies Omit<MissingBlobs, 'code'>);
  }
  if (service.queue.isFull) {
    throw new HttpProblem(429, 'busy', 'Too many jobs are waiting. Try again in a moment.', {
      'retry-after': String(RETRY_AFTER_SECONDS),
    });
  }
  return sendJson(response, 202, service.queue.submit(id, job));
}

/** `GET /v1/jobs/:id`: how a job stands. `?waitMs=` waits for its end first, up to 20 seconds. */
export async function getJob(
  service: Service,
  id: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, Number(query.get('waitMs') ?? 0) || 0));
  if (waitMs > 0) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await service.queue.waitFor(id, waitMs, gone.signal);
  }
  sendJson(response, 200, await statusOf(service, id));
}

/** `DELETE /v1/jobs/:id`: stops a job. One that has ended stays as it is. */
export async function deleteJob(service: Service, id: string, response: ServerResponse): Promise<void> {
  service.queue.cancel(id);
  sendJson(response, 200, await statusOf(service, id));
}

async function statusOf(service: Service, id: string): Promise<RenderStatus> {
  const status = service.queue.status(id) ?? (await completedStatus(service, id));
  if (!status) throw new HttpProblem(404, 'not_found', 'There is no such job.');
  return status;
}

/** A known result counts only while its medium is still stored. */
async function completedStatus(service: Service, id: string): Promise<RenderStatus | undefined> {
  const result = await service.results.read(id);
  if (!result || !(await service.blobs.find(result.sha256))) return undefined;
  await service.blobs.touch(result.sha256);
  return { id, status: 'completed', result };
}

async function missingBlobs(service: Service, job: RenderJob): Promise<string[]> {
  const inputs = inputsOf(job);
  const found = await Promise.all(inputs.map((sha256) => service.blobs.find(sha256)));
  await Promise.all(inputs.map((sha256) => service.blobs.touch(sha256)));
  return inputs.filter((_, index) => !found[index]);
}
