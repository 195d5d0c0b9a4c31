import { describe, expect, test } from 'vitest';
import { nextPollAt, observeLatency, type PolledTask } from '../../src/durable-objects/job/timing.ts';
import { providerFactories } from '../../src/providers/index.ts';
import type { Job } from '../../src/types/job.ts';
import type { ModelInfo } from '../../src/types/providers.ts';
import { Random } from '../sim/random.ts';
import { testJob } from './jobs.ts';

/** A film's worth of results, so many at a time. */
const TASKS = 24;
const AT_ONCE = 6;
const FILMS = 40;

interface Subject {
  name: string;
  kind: 'keyframe' | 'clip';
  model: ModelInfo;
}

const subjects: Subject[] = (['image', 'video'] as const).flatMap((role) =>
  providerFactories[role]
    .list()
    .filter(({ provider }) => provider !== 'local')
    .flatMap(({ provider }) =>
      providerFactories[role].models(provider).map((model) => ({
        name: `${provider}/${model.id}`,
        kind: role === 'image' ? ('keyframe' as const) : ('clip' as const),
        model,
      })),
    ),
);

/** How far from the usual a model's times may lie, and how they may be spread. */
const WORLDS: [name: string, factor: number, draw: (random: Random) => number][] = [
  ['as the catalogue says, ± 20 %', 1, even],
  ['twice as fast, ± 20 %', 0.5, even],
  ['three times as slow, ± 20 %', 3, even],
  ['as the catalogue says, with a long tail', 1, skewed],
  ['twice as fast, with a long tail', 0.5, skewed],
];

function even(random: Random): number {
  return 0.8 + 0.4 * random.next();
}

/** Log-normal, median 1, σ 0.35. */
function skewed(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(0.35 * normal);
}

/** Follows one submission as the engine does. @returns when its result is noticed, in milliseconds after its submission. */
function noticedAfter(
  task: Omit<PolledTask, 'polls' | 'startedAt'>,
  latencies: Job['latencies'],
  tookMs: number,
): number {
  let now = 0;
  for (let polls = 0; ; polls++) {
    now = nextPollAt({ ...task, startedAt: 0, polls }, latencies, now, false);
    if (now >= tookMs) return now;
  }
}

function meanDelays({ kind, model, name }: Subject, factor: number, draw: (random: Random) => number) {
  const random = new Random(name.length);
  const [example] = testJob().tasks.filter(({ work }) => work.kind === kind);
  if (!example) throw new Error(`no ${kind}`);
  const usualMs = (model.usualSeconds ?? (kind === 'clip' ? 60 : 6)) * 1000;
  const pollMs = model.pollSeconds === undefined ? {} : { pollMs: model.pollSeconds * 1000 };
  const task = { ...example, ...(model.usualSeconds === undefined ? {} : { usualMs }), ...pollMs };
  let delayMs = 0;
  let generationMs = 0;
  for (let film = 0; film < FILMS; film++) {
    let latencies: Job['latencies'] = {};
    for (let batch = 0; batch < TASKS / AT_ONCE; batch++) {
      const noticed: number[] = [];
      for (let index = 0; index < AT_ONCE; index++) {
        const tookMs = usualMs * factor * draw(random);
        noticed.push(noticedAfter(task, latencies, tookMs));
        delayMs += (noticed.at(-1) ?? 0) - tookMs;
        generationMs += tookMs;
      }
      for (const after of noticed) latencies = observeLatency({ latencies }, task, after);
    }
  }
  return { delayMs: delayMs / (FILMS * TASKS), generationMs: generationMs / (FILMS * TASKS) };
}

describe('a finished result is noticed, by polling alone', () => {
  test.each(WORLDS)('within 5 % of its time or 2 s on average, for every model: %s', (_name, factor, draw) => {
    expect(subjects.length).toBeGreaterThan(30);
    const late = subjects.flatMap((subject) => {
      const { delayMs, generationMs } = meanDelays(subject, factor, draw);
      // A vendor that asks for a longer pause between two questions gets it: half of it is lost on average.
      const pauseMs = (subject.model.pollSeconds ?? 0) * 1000;
      const mostMs = Math.max(0.05 * generationMs, 2_000, 0.6 * pauseMs);
      return delayMs <= mostMs ? [] : [`${subject.name}: ${Math.round(delayMs)} of ${Math.round(generationMs)} ms`];
    });
    expect(late).toEqual([]);
  });
});

describe('how often a vendor is asked', () => {
  const [clip] = testJob().tasks.filter(({ work }) => work.kind === 'clip');
  const asked = (latencies: Job['latencies'], webhook: boolean, pollMs?: number): number[] => {
    if (!clip) throw new Error('no clip');
    const times: number[] = [];
    const task = { ...clip, usualMs: 60_000, ...(pollMs === undefined ? {} : { pollMs }) };
    for (let now = 0, polls = 0; now < 60_000; polls++) {
      now = nextPollAt({ ...task, startedAt: 0, polls }, latencies, now, webhook);
      times.push(now);
    }
    return times;
  };
  const seen = (count: number): Job['latencies'] => ({
    'fal-flux//clip': { count, meanMs: 60_000, fastestMs: 55_000 },
  });

  test('once a model’s times are known, it is asked early once and then when a result is likely', () => {
    expect(asked({}, false).length).toBeLessThan(40);
    expect(asked(seen(10), false).length).toBeLessThan(10);
    expect(asked(seen(10), false)[0]).toBe(1_500);
  });

  test('a job that is called asks once early and then only in case the call never comes', () => {
    expect(asked({}, true)).toEqual([1_500, 90_000]);
  });

  test('never more often than the vendor wants, never less often than every half minute', () => {
    const times = asked({}, false, 5_000);
    expect(times.every((time, index) => time - (times[index - 1] ?? 0) >= 5_000)).toBe(true);
    if (!clip) throw new Error('no clip');
    const late = nextPollAt({ ...clip, startedAt: 0, polls: 50 }, {}, 3_600_000, true);
    expect(late - 3_600_000).toBe(30_000);
  });
});
