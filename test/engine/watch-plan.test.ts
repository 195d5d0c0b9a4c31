import { describe, expect, test } from 'vitest';
import { filmTasks } from '../../src/durable-objects/job/film-tasks.ts';
import { isWatchable, watchPlan } from '../../src/durable-objects/job/watch-plan.ts';
import { planFilm } from '../../src/lib/film-plan.ts';
import { layOut, type TimelineShot } from '../../src/lib/timeline.ts';
import type { Job, Task } from '../../src/types/job.ts';
import { media, testJob } from './jobs.ts';

const FRAME_RATE = 24;
const SHOTS: TimelineShot[] = [
  { duration: 5, transitionIn: 'fade_black', transitionOut: 'crossfade' },
  { duration: 5, transitionOut: 'cut' },
  { duration: 5, transitionOut: 'fade_white' },
];

/** A job whose film is put together here, with the tasks the engine plans for it. */
function filmJob(shots: readonly TimelineShot[] = SHOTS, compile = 'local'): Job {
  const job = testJob({ shots: shots.length, film: false });
  const clips = job.tasks.filter(({ work }) => work.kind === 'clip');
  const film = filmTasks({
    ...{ title: 'Test', clips, timeline: layOut(shots, FRAME_RATE), frameRate: FRAME_RATE },
    ...{ compile: { provider: compile, options: {} }, conform: true, keepSound: false, estimateUsd: 0 },
  });
  return { ...job, tasks: [...job.tasks, ...film] };
}

/** The job once these tasks are there. */
function withDone(job: Job, ...ids: string[]): Job {
  const done = (task: Task): Task =>
    ids.includes(task.id)
      ? { ...task, state: 'completed', requestHash: 'h', media: [media(task.id)], costUsd: 0, origin: 'made' }
      : task;
  return { ...job, tasks: job.tasks.map(done) };
}

const shown = (job: Job) =>
  watchPlan(job).segments.map(({ job: { from, to, filmFrame }, input }) => [input.sha256, from, to, filmFrame]);
const sha = (id: string) => media(id).sha256;

describe('what can be watched', () => {
  test('is the beginning of the film without a gap, clip by clip and seam by seam', () => {
    const job = filmJob();
    expect(shown(job)).toEqual([]);
    // The opening fade is the film's first stretch: without it there is nothing to begin with.
    expect(shown(withDone(job, 'conform-1'))).toEqual([]);
    const opened = ['conform-1', 'seam-1-in'];
    const first = [
      [sha('seam-1-in'), 0, 12, 0],
      [sha('conform-1'), 12, 108, 12],
    ];
    expect(shown(withDone(job, ...opened))).toEqual(first);
    // What lies behind a gap waits.
    expect(shown(withDone(job, ...opened, 'conform-3'))).toEqual(first);
    expect(shown(withDone(job, ...opened, 'conform-2', 'seam-1-2'))).toEqual([
      ...first,
      [sha('seam-1-2'), 0, 12, 108],
      [sha('conform-2'), 12, 120, 120],
    ]);
  });

  test('is complete when every stretch is there, or when nothing more will come', () => {
    const job = filmJob();
    const all = job.tasks.filter(({ work }) => work.kind === 'conform' || work.kind === 'seam').map(({ id }) => id);
    const whole = watchPlan(withDone(job, ...all));
    expect(whole.isComplete).toBe(true);
    const { segments, totalFrames } = planFilm([120, 120, 120], layOut(SHOTS, FRAME_RATE).transitions, FRAME_RATE);
    expect(whole.segments).toHaveLength(segments.length);
    expect(whole.segments.reduce((sum, { job: { from, to } }) => sum + to - from, 0)).toBe(totalFrames);
    expect(whole.longestSeconds).toBe(4.5);
    expect(watchPlan(job)).toMatchObject({ isComplete: false, longestSeconds: 4.5 });
    expect(watchPlan({ ...job, state: 'cancelled' })).toMatchObject({ isComplete: true, segments: [] });
  });

  test('is taken from the film itself where transitions touch, once that is made', () => {
    // Two crossfades within one second: the engine renders them with the film.
    const touching: TimelineShot[] = [
      { duration: 5, transitionOut: 'crossfade' },
      { duration: 0.75, transitionOut: 'crossfade' },
      { duration: 5 },
    ];
    const job = filmJob(touching);
    const pieces = ['conform-1', 'conform-2', 'conform-3'];
    expect(shown(withDone(job, ...pieces))).toHaveLength(1);
    const finished = watchPlan(withDone(job, ...pieces, 'film'));
    expect(finished.isComplete).toBe(true);
    expect(finished.segments.map(({ input }) => input.sha256)).toEqual([
      sha('conform-1'),
      sha('film'),
      sha('conform-3'),
    ]);
    expect(finished.segments[1]?.job).toMatchObject({ from: 108, to: 126, filmFrame: 108 });
  });
});

test.each([
  ['creatomate', 'creatomate cuts this film in one go'],
  ['shotstack', 'shotstack cuts this film in one go'],
])('a film that %s cuts cannot be watched before it is there, and that is said', (compile, words) => {
  const job = filmJob(SHOTS, compile);
  expect(isWatchable(job)).toBe(false);
  expect(() => watchPlan(job)).toThrow(words);
});
