import { type Context, Hono } from 'hono';
import { mediaUrl } from '../durable-objects/job/view.ts';
import type { WatchPlan, WatchSegment } from '../durable-objects/job/watch-plan.ts';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { logError } from '../lib/log.ts';
import { hlsPlaylist, type PlaylistSegment } from '../lib/playlist.ts';
import { hashOf } from '../lib/utils.ts';
import { listPacked, type PackedSegment, packedKey, storePacked } from '../lib/watch-store.ts';
import { AppError } from '../types/errors.ts';
import { jobById } from './jobs.ts';
import { renderedFile } from './rendered.ts';

/** Stretches that are packed at once, and how long one request goes on packing. */
const AT_ONCE = 3;
const PACKING_MS = 5_000;
/** How long a request waits for the very first stretch: players give up at an empty playlist. */
const FIRST_WAIT_MS = 25_000;
const FIRST_POLL_MS = 500;
const RETRY_AFTER_MS = 5_000;

/**
 * `/api/jobs/:jobId/watch.m3u8`: the film while it is made, for any player of HLS. Stretches are packed by the render
 * service when somebody watches, apart from the job: nothing here can hold the film up or fail it.
 */
export const watchRoutes = new Hono<{ Bindings: Env }>().get('/:jobId/watch.m3u8', async (context) => {
  const stub = jobById(context.env, context.req.param('jobId'));
  const plan = await withSomethingToShow(async () => unwrap(await stub.watch()));
  const packed = await pack(context, plan);
  const segments: PlaylistSegment[] = [];
  for (const { job } of plan.segments) {
    const stored = packed.get(packedKey(plan.projectId, hashOf(job)));
    if (!stored) break;
    const { key, sizeBytes, initialisation } = stored;
    segments.push({ url: mediaUrl(key), frameCount: job.to - job.from, sizeBytes, initialisation });
  }
  if (segments.length === 0) throw nothingYet(plan);
  const isComplete = plan.isComplete && segments.length === plan.segments.length;
  return new Response(hlsPlaylist(segments, plan.frameRate, plan.longestSeconds, isComplete), {
    headers: { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-cache' },
  });
});

/** The plan, as soon as it has a stretch, or the one there is when that takes too long. */
async function withSomethingToShow(ask: () => Promise<WatchPlan>): Promise<WatchPlan> {
  const until = Date.now() + FIRST_WAIT_MS;
  for (;;) {
    const plan = await ask();
    if (plan.segments.length > 0 || plan.isComplete || Date.now() >= until) return plan;
    await new Promise((resolve) => setTimeout(resolve, FIRST_POLL_MS));
  }
}

/** Packs what is not packed yet, from the film's beginning on, for a few seconds. What is left is the next request's. */
async function pack({ env }: Context<{ Bindings: Env }>, plan: WatchPlan): Promise<Map<string, PackedSegment>> {
  const packed = await listPacked(env.MEDIA, plan.projectId);
  const missing = plan.segments.filter(({ job }) => !packed.has(packedKey(plan.projectId, hashOf(job))));
  const until = Date.now() + PACKING_MS;
  while (missing.length > 0 && Date.now() < until) {
    const batch = await Promise.all(missing.splice(0, AT_ONCE).map((segment) => packOne(env, plan.projectId, segment)));
    for (const stored of batch) if (stored) packed.set(stored.key, stored);
    // What cannot be packed now ends the playlist for now; the next request tries again.
    if (batch.includes(undefined)) break;
  }
  return packed;
}

async function packOne(env: Env, projectId: string, { job, input }: WatchSegment): Promise<PackedSegment | undefined> {
  try {
    const { body, result } = await renderedFile(env, projectId, job, [input], PACKING_MS);
    const key = packedKey(projectId, hashOf(job));
    await storePacked(env.MEDIA, key, body, result);
    const { sizeBytes, initialisation } = result;
    return initialisation && { key, sizeBytes, initialisation };
  } catch (thrown) {
    // A render service that is busy or away is nothing to log anew with every request of a player.
    if (!AppError.is(thrown) || thrown.code !== 'unavailable') logError('watch', thrown);
    return undefined;
  }
}

function nothingYet({ isComplete }: WatchPlan): AppError {
  if (isComplete) return new AppError('conflict', 'This job ended before any of its film could be shown.');
  return new AppError('unavailable', 'There is nothing to watch yet; ask again when the first clip is there.', {
    retryable: true,
    retryAfterMs: RETRY_AFTER_MS,
  });
}
