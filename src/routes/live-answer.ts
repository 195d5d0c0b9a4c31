import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { logError } from '../lib/log.ts';
import { AppError } from '../types/errors.ts';
import { problemOf } from './problem.ts';

/** Interval of comment lines that keep a silent connection from being cut, in milliseconds. */
const HEARTBEAT_MS = 15_000;

/** Whether the client wants to hear of the work while it is done. */
export function wantsEvents(context: Context): boolean {
  return context.req.header('accept')?.includes('text/event-stream') ?? false;
}

/**
 * Answers with server-sent events: whatever the work tells of while it is done, under its own type, then its result under
 * `resultEvent`, or an `error` event that holds problem details.
 */
export function liveAnswer<Told extends { type: string }>(
  context: Context,
  resultEvent: string,
  work: (tell: (told: Told) => void) => Promise<unknown>,
): Response {
  return streamSSE(context, async (stream) => {
    const heartbeat = setInterval(() => void stream.write(': waiting\n\n'), HEARTBEAT_MS);
    const send = (event: string, value: unknown) => stream.writeSSE({ event, data: JSON.stringify(value) });
    try {
      const result = await work((told) => void send(told.type, told));
      await send(resultEvent, result);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'internal') logError(`${context.req.method} ${context.req.routePath}`, thrown);
      await send('error', problemOf(error));
    } finally {
      clearInterval(heartbeat);
    }
  });
}
