import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf } from '../../render/canonical-json.ts';
import { RenderFailure } from '../../render/failure.ts';
import { JobQueue, type RunJob } from '../../render/jobs/queue.ts';
import type { RenderJob, RenderResult } from '../../src/types/render.ts';

const SHA = 'a'.repeat(64);
const RESULT: RenderResult = { sha256: SHA, sizeBytes: 1, mediaType: 'video/mp4', width: 2, height: 2, notices: [] };
const format = { width: 64, height: 36, frameRate: 24 } as const;
const storyboard: RenderJob = { kind: 'storyboard', prompt: 'x', width: 64, height: 64, seed: 0, caption: false };
const clip: RenderJob = { kind: 'clip', startImage: SHA, cameraMove: 'static', frameCount: 1, format };
const film: RenderJob = {
  kind: 'film',
  format,
  clips: [{ clip: SHA, frameCount: 1 }],
  transitions: ['cut', 'cut'],
  title: '',
};

/** A queue whose jobs end when the test says so. */
function controlledQueue(concurrency = 1) {
  const started: string[] = [];
  const ends: { resolve: () => void; reject: (cause: unknown) => void; progress: (share: number) => void }[] = [];
  const run: RunJob = (job, { onProgress, signal }) => {
    started.push(job.kind);
    return new Promise((resolve, reject) => {
      ends.push({ resolve: () => resolve(RESULT), reject, progress: onProgress });
      signal.addEventListener('abort', () => reject(new RenderFailure('cancelled', 'The job was cancelled.')));
    });
  };
  const queue = new JobQueue({ run, concurrency, longestQueue: 3, onCompleted: async () => {} });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, started, ends, settle };
}

describe('JobQueue', () => {
  it('takes films and storyboards before clips', async () => {
    const { queue, started, ends, settle } = controlledQueue();
    queue.submit('1', clip);
    queue.submit('2', clip);
    queue.submit('3', storyboard);
    queue.submit('4', film);
    for (let index = 0; index < 4; index++) {
      ends[index]?.resolve();
      await settle();
    }
    expect(started).toEqual(['clip', 'film', 'storyboard', 'clip']);
  });

  it('runs no more at a time than it may', async () => {
    const { queue, started } = controlledQueue(2);
    for (const id of ['1', '2', '3']) queue.submit(id, clip);
    expect(started).toHaveLength(2);
    expect(queue.load).toEqual({ queued: 1, running: 2 });
    expect(queue.isFull).toBe(false);
  });

  it('takes the same job once', async () => {
    const { queue, started } = controlledQueue(2);
    queue.submit('1', clip);
    expect(queue.submit('1', clip)).toMatchObject({ status: 'processing' });
    expect(started).toHaveLength(1);
  });

  it('tells progress within bounds, and forgets completed jobs', async () => {
    const { queue, ends, settle } = controlledQueue();
    queue.submit('1', clip);
    ends[0]?.progress(1.5);
    expect(queue.status('1')).toMatchObject({ status: 'processing', progress: 1 });
    ends[0]?.resolve();
    await settle();
    expect(queue.status('1')).toBeUndefined();
  });

  it('remembers failures and runs a failed job again', async () => {
    const { queue, started, ends, settle } = controlledQueue();
    queue.submit('1', clip);
    ends[0]?.reject(new Error('secret detail'));
    await settle();
    expect(queue.status('1')).toMatchObject({ status: 'failed', error: { code: 'internal' } });
    expect(JSON.stringify(queue.status('1'))).not.toContain('secret detail');
    expect(queue.submit('1', clip)).toMatchObject({ id: '1' });
    expect(started).toHaveLength(2);
  });

  it('cancels what waits and what runs, and begins again when asked', async () => {
    const { queue, started, settle } = controlledQueue();
    queue.submit('1', clip);
    queue.submit('2', film);
    expect(queue.cancel('2')).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect(queue.cancel('1')).toMatchObject({ status: 'failed' });
    queue.submit('1', clip);
    await settle();
    expect(started).toEqual(['clip', 'clip']);
    expect(queue.status('1')).toMatchObject({ status: 'processing' });
    expect(queue.cancel('unknown')).toBeUndefined();
  });

  it('wakes those who wait when a job ends, and in any case in time', async () => {
    const { queue, ends } = controlledQueue();
    queue.submit('1', clip);
    const signal = new AbortController().signal;
    const woken = queue.waitFor('1', 10_000, signal);
    ends[0]?.resolve();
    await woken;
    queue.submit('2', clip);
    await queue.waitFor('2', 20, signal);
    await queue.waitFor('unknown', 10_000, signal);
    await queue.close();
  });

  it('knows which media are needed', () => {
    const { queue } = controlledQueue();
    queue.submit('1', clip);
    expect(queue.neededBlobs()).toEqual(new Set([SHA]));
    queue.cancel('1');
    expect(queue.neededBlobs()).toEqual(new Set());
  });
});

describe('canonicalJson', () => {
  it('gives equal values equal text', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":1}]}');
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }));
  });
});
