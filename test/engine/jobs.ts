import type { Reusable, Transition } from '../../src/durable-objects/job/change.ts';
import type { JobInput } from '../../src/durable-objects/job/events.ts';
import { transition } from '../../src/durable-objects/job/transition.ts';
import { hashOf } from '../../src/lib/utils.ts';
import { vendorOf } from '../../src/lib/vendor-limits.ts';
import type { Job, Media, Task } from '../../src/types/job.ts';

/** A medium as storage would name it. */
export function media(name: string, mediaType = 'image/jpeg'): Media {
  const sha256 = hashOf(name);
  return { key: `prj_test/${sha256}.jpg`, sha256, sizeBytes: 100, mediaType };
}

/** {@link transition} for a job that has its account to itself: places it asks for are given at once. */
export function transitionAlone(job: Job, input: JobInput, now: number, reusable?: Reusable): Transition {
  let last = transition(job, input, now, reusable);
  for (const [vendor, { inFlight, wanted }] of Object.entries(last.demand)) {
    if (wanted <= inFlight) continue;
    const next = transition(last.job, { type: 'places-granted', vendor, places: wanted }, now, reusable);
    last = {
      ...next,
      commands: [...last.commands, ...next.commands],
      ledger: [...last.ledger, ...next.ledger],
      log: [...last.log, ...next.log],
    };
  }
  return last;
}

/** How a test job differs from a free one of two shots. */
export interface JobOptions {
  shots?: number;
  provider?: string;
  /** Price of each task in US dollars. */
  priceUsd?: number | null;
  budgetUsd?: number;
  spentBeforeUsd?: number;
  limit?: number;
  film?: boolean;
  review?: boolean;
  webhooks?: boolean;
}

/** A job of some shots, each with a start and an end keyframe and a clip, and a film of them. */
export function testJob(options: JobOptions = {}): Job {
  const { shots = 2, provider = 'fal-flux', priceUsd = 0.5, limit = 100, film = true, spentBeforeUsd = 0 } = options;
  const ids = Array.from({ length: shots }, (_, index) => index + 1);
  const common = {
    provider,
    options: {},
    estimateUsd: priceUsd,
    attempts: 0,
    submissions: 0,
    variation: 0,
    locked: false,
    state: 'waiting' as const,
  };
  const keyframe = (shotId: number, frame: 'start' | 'end'): Task => ({
    ...common,
    id: `keyframe-${shotId}-${frame}`,
    shotId,
    inputs: [],
    work: {
      kind: 'keyframe',
      prompt: `${frame} of ${shotId}`,
      width: 1280,
      height: 720,
      seed: 0,
      shot: {
        sceneId: 1,
        shotId,
        frame,
        cameraMove: 'static',
        shotSize: 'wide',
        mood: 'calm',
        lighting: 'soft',
        style: 'cinematic',
      },
    },
  });
  const clip = (shotId: number): Task => ({
    ...common,
    id: `clip-${shotId}`,
    shotId,
    inputs: [`keyframe-${shotId}-start`, `keyframe-${shotId}-end`],
    work: {
      kind: 'clip',
      prompt: `clip ${shotId}`,
      durationSeconds: 5,
      frameCount: 120,
      aspectRatio: '16:9',
      cameraMove: 'static',
      startTask: `keyframe-${shotId}-start`,
      endTask: `keyframe-${shotId}-end`,
      seed: 0,
    },
  });
  const clipTasks = ids.map((id) => `clip-${id}`);
  const films: Task[] = film
    ? [
        {
          ...common,
          id: 'film',
          inputs: clipTasks,
          work: {
            kind: 'film',
            title: 'Test',
            clipTasks,
            seamTasks: [],
            frameCounts: ids.map(() => 120),
            transitions: [...ids.map(() => 'cut' as const), 'cut'],
          },
        },
      ]
    : [];
  return {
    id: 'job',
    projectId: 'prj_test',
    title: 'Test',
    state: 'queued',
    format: { width: 1280, height: 720, frameRate: 24 },
    totalFrames: 120 * shots,
    tasks: [...ids.flatMap((id) => [keyframe(id, 'start'), keyframe(id, 'end')]), ...ids.map(clip), ...films],
    estimate: {
      llm: 0,
      images: 0,
      videos: 0,
      compile: 0,
      total: 0,
      breakdown: { imageCount: shots * 2, videoCount: shots, totalDuration: shots * 5 },
      lines: [],
      unknown: [],
    },
    llmCostUsd: 0,
    spentBeforeUsd,
    reservedUsd: 0,
    spentUsd: 0,
    limits: { [vendorOf(provider)]: limit },
    review: options.review ? 'pending' : 'off',
    paused: false,
    holds: {},
    latencies: {},
    webhooks: options.webhooks ?? false,
    webhookSecret: 'secret',
    notices: [],
    createdAt: 0,
    updatedAt: 0,
    ...(options.budgetUsd === undefined ? {} : { budgetUsd: options.budgetUsd }),
  };
}
