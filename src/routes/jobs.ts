import { type Context, Hono } from 'hono';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { DecideSchema } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { readBody } from './body.ts';

type JobContext = Context<{ Bindings: Env }, '/:jobId'>;

const JOB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function job(context: JobContext) {
  const id = context.req.param('jobId');
  if (!JOB_ID.test(id)) throw new AppError('not_found', 'There is no such job.');
  return context.env.VIDEO_JOB.get(context.env.VIDEO_JOB.idFromName(id));
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
  .get('/:jobId/cost', async (context) => context.json(unwrap(await job(context).view()).cost))
  .get('/:jobId/events', async (context) => {
    const stream = unwrap(await job(context).events(cursor(context)));
    return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
  })
  .post('/:jobId/cancel', async (context) => context.json(unwrap(await job(context).cancel())))
  .post('/:jobId/retry', async (context) => context.json(unwrap(await job(context).retry())))
  .post('/:jobId/tasks/:taskId/decide', async (context) => {
    const { decision } = await readBody(context.req, DecideSchema);
    return context.json(unwrap(await job(context).decide(context.req.param('taskId'), decision)));
  });
