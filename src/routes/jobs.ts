import { type Context, Hono } from 'hono';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { DecideSchema, LockSchema } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { readBody, sentMedia } from './body.ts';

type JobContext = Context<{ Bindings: Env }, '/:jobId'>;

const JOB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The object of a job. @throws AppError `not_found` where the id is none. */
export function jobById({ VIDEO_JOB: jobs }: Env, id: string) {
  if (!JOB_ID.test(id)) throw new AppError('not_found', 'There is no such job.');
  return jobs.get(jobs.idFromName(id));
}

function job(context: JobContext) {
  return jobById(context.env, context.req.param('jobId'));
}

/** The cursor to continue after: `Last-Event-ID` as browsers send it when they reconnect, else `?after=`. */
function cursor(context: JobContext): number {
  const text = context.req.header('last-event-id') ?? context.req.query('after') ?? '0';
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new AppError('invalid_input', 'The cursor must be the id of an event, or 0 for the beginning.');
}

/** `/api/jobs`: watch a job, and steer it. */
export const jobRoutes = new Hono<{ Bindings: Env }>()
  .get('/:jobId', async (context) => context.json(unwrap(await job(context).view())))
  .get('/:jobId/cost', async (context) => context.json(unwrap(await job(context).cost())))
  .get('/:jobId/events', async (context) => {
    const stub = job(context);
    const url = new URL('http://job.internal/events');
    url.searchParams.set('after', String(cursor(context)));
    const upgrade = context.req.header('upgrade');
    const response = await stub.fetch(url.href, upgrade === undefined ? {} : { headers: { upgrade } });
    if (response.status === 404) throw new AppError('not_found', 'There is no such job.');
    return response;
  })
  .delete('/:jobId', async (context) => {
    const { id, projectId } = unwrap(await job(context).view());
    const project = context.env.PROJECT.get(context.env.PROJECT.idFromName(projectId));
    unwrap(await project.deleteJob(id));
    return context.body(null, 204);
  })
  .post('/:jobId/pause', async (context) => context.json(unwrap(await job(context).pause())))
  .post('/:jobId/resume', async (context) => context.json(unwrap(await job(context).resume())))
  .post('/:jobId/approve', async (context) => context.json(unwrap(await job(context).approveKeyframes())))
  .post('/:jobId/cancel', async (context) => context.json(unwrap(await job(context).cancel())))
  .post('/:jobId/retry', async (context) => context.json(unwrap(await job(context).retry())))
  .post('/:jobId/tasks/:taskId/decide', async (context) => {
    const { decision } = await readBody(context.req, DecideSchema);
    return context.json(unwrap(await job(context).decide(context.req.param('taskId'), decision)));
  })
  .post('/:jobId/tasks/:taskId/regenerate', async (context) =>
    context.json(unwrap(await job(context).regenerate(context.req.param('taskId')))),
  )
  .post('/:jobId/tasks/:taskId/lock', async (context) => {
    const { locked } = await readBody(context.req, LockSchema);
    return context.json(unwrap(await job(context).lock(context.req.param('taskId'), locked)));
  })
  .put('/:jobId/tasks/:taskId/media', async (context) => {
    const { body, sizeBytes } = sentMedia(context.req, /^(image|video)\//);
    return context.json(unwrap(await job(context).replace(context.req.param('taskId'), body, sizeBytes)));
  });
