import { exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { JobEvent } from '../../src/types/job.ts';
import { directedProject, generate, HOST, settled } from './client.ts';

const WATCHERS = 200;

type Cursors = number[];

function request(jobId: string, after: number, headers: Record<string, string>): Request {
  return new Request(`http://${HOST}/api/jobs/${jobId}/events?after=${after}`, { headers });
}

/** Reads an event stream to the job's end, or hangs up after `count` events. */
async function readStream(jobId: string, after: number, count = Number.POSITIVE_INFINITY): Promise<Cursors> {
  const { body } = await exports.default.fetch(request(jobId, after, {}));
  if (!body) throw new Error('no stream');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value = '' } = await reader.read();
    text += value;
    // Only what came with the blank line behind it has arrived.
    const whole = text.slice(0, text.lastIndexOf('\n\n') + 2);
    const seen = [...whole.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    if (done) return seen;
    if (seen.length < count) continue;
    await reader.cancel();
    return seen;
  }
}

/** Listens on a socket until `enough` says so, then hangs up. */
async function listen(jobId: string, after: number, enough: (event: JobEvent, count: number) => boolean) {
  const { webSocket } = await exports.default.fetch(request(jobId, after, { upgrade: 'websocket' }));
  if (!webSocket) throw new Error('no WebSocket');
  const cursors: Cursors = [];
  return new Promise<Cursors>((resolve) => {
    webSocket.addEventListener('message', ({ data }) => {
      const event = JSON.parse(String(data)) as JobEvent;
      cursors.push(event.cursor);
      if (!enough(event, cursors.length)) return;
      webSocket.close();
      resolve(cursors);
    });
    webSocket.accept();
  });
}

const isLast = (event: JobEvent): boolean => event.type === 'job-state' && event.state === 'completed';

/** Watches a job to its end; every other one hangs up on the way and comes back with the cursor it had. */
async function watch(jobId: string, index: number): Promise<Cursors> {
  const leavesAfter = index % 4 < 2 ? (index % 7) + 1 : undefined;
  if (index % 2 === 0) {
    const before = leavesAfter === undefined ? [] : await readStream(jobId, 0, leavesAfter);
    return [...before, ...(await readStream(jobId, before.at(-1) ?? 0))];
  }
  const before = leavesAfter === undefined ? [] : await listen(jobId, 0, (_event, count) => count === leavesAfter);
  return [...before, ...(await listen(jobId, before.at(-1) ?? 0, isLast))];
}

test(`${WATCHERS} watchers of one job each see every event once, in order, though half of them hang up on the way`, async () => {
  const jobId = await generate((await directedProject({ targetDuration: 10 })).id);
  const seen = await Promise.all(Array.from({ length: WATCHERS }, (_, index) => watch(jobId, index)));
  const { cursor } = await settled(jobId);
  const every = Array.from({ length: cursor }, (_, index) => index + 1);
  for (const [index, cursors] of seen.entries()) expect(cursors, `watcher ${index}`).toEqual(every);
});
