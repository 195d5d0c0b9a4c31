import { describe, expect, test } from 'vitest';
import { planJob } from '../../src/durable-objects/job/plan.ts';
import { requestHashOf } from '../../src/durable-objects/job/tasks.ts';
import { providerFactories } from '../../src/providers/index.ts';
import type { Job, Task } from '../../src/types/job.ts';
import { type Project, ProjectSchema, type VideoDirection } from '../../src/types/project.ts';
import { type ImageProviderConfig, SafeProjectConfigSchema } from '../../src/types/providers.ts';
import { film, LOCAL_CONFIG, NO_COST, shot } from '../director/fixtures.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';

const direction: VideoDirection = {
  ...film([
    shot(1, { startPrompt: 'Mara at the gate', endPrompt: 'Mara beyond the gate' }),
    shot(2, { startPrompt: 'Mara in the wood', endPrompt: 'A clearing' }),
  ]),
  cast: [{ name: 'Mara', description: 'a ranger' }],
};
const PICTURE = `prj_test/${'a'.repeat(64)}.jpg`;
const OTHER = `prj_test/${'b'.repeat(64)}.jpg`;

function plan(image: Omit<ImageProviderConfig, 'apiKey'>, castReferences: Project['castReferences'] = []): Job {
  const config = SafeProjectConfigSchema.parse({ ...LOCAL_CONFIG, image });
  const project = ProjectSchema.parse({
    ...{ id: 'prj_test', name: 'n', concept: 'c', targetDuration: 10, aspectRatio: '16:9', resolution: '720p' },
    ...{ frameRate: 24, seed: 0, config, castReferences, directionVersion: 1 },
    ...{ createdAt: '2026-11-25T00:00:00Z', updatedAt: '2026-11-25T00:00:00Z' },
  });
  const { context } = fakeVendor([]);
  return planJob(project, direction, {
    ...{ id: 'job', now: 0, estimate: NO_COST, llmCostUsd: 0, spentBeforeUsd: 0 },
    providers: {
      image: providerFactories.image.create(config.image, context),
      video: providerFactories.video.create(config.video, context),
      compile: providerFactories.compile.create(config.compile, context),
    },
    models: {
      image: providerFactories.image.model(config.image),
      video: providerFactories.video.model(config.video),
    },
    ...{ limits: undefined, webhooks: false, webhookSecret: 's', kept: { locks: new Map(), variations: new Map() } },
  });
}

function keyframe(job: Job, key: string): Task & { work: { kind: 'keyframe' } } {
  const task = job.tasks.find(({ id }) => id === `keyframe-${key}`);
  if (task?.work.kind !== 'keyframe') throw new Error(`no keyframe ${key}`);
  return task as Task & { work: { kind: 'keyframe' } };
}
const hash = (job: Job, key: string, inputs: string[] = []) => requestHashOf(keyframe(job, key), inputs, job.format);
const FLUX2 = { provider: 'fal-flux', model: 'flux-2-pro' } as const;
const mara = (...keys: string[]) => [{ name: 'Mara', keys }];

describe('a job with reference pictures', () => {
  test('draws those who have pictures after them, and reserves what the pictures cost', () => {
    const job = plan(FLUX2, mara(PICTURE));
    expect(keyframe(job, '1-start')).toMatchObject({ inputs: [], work: { references: [{ key: PICTURE }] } });
    expect(keyframe(job, '2-end').work).not.toHaveProperty('references');
    // $0.03 for the picture, $0.015 for the one begun megapixel it is shown.
    expect(keyframe(job, '1-start').estimateUsd).toBeCloseTo(0.045);
    expect(keyframe(job, '2-end').estimateUsd).toBeCloseTo(0.03);
  });

  test('waits for the keyframes that others are drawn after, where that is asked for', () => {
    const job = plan({ ...FLUX2, references: 'keyframes' });
    expect(keyframe(job, '1-start').inputs).toEqual([]);
    expect(keyframe(job, '1-end').inputs).toEqual(['keyframe-1-start']);
    expect(keyframe(job, '2-start')).toMatchObject({
      inputs: ['keyframe-1-start'],
      work: { references: [{ task: 'keyframe-1-start' }] },
    });
    const order = job.tasks.map(({ id }) => id);
    for (const task of job.tasks) {
      for (const input of task.inputs) expect(order.indexOf(input)).toBeLessThan(order.indexOf(task.id));
    }
  });

  test('is the same as without where nothing is shown: what was made before is not paid again', () => {
    const plain = plan(FLUX2);
    for (const other of [plan({ ...FLUX2, references: 'given' }), plan(FLUX2, mara(PICTURE))]) {
      expect(hash(other, '2-end')).toBe(hash(plain, '2-end'));
    }
    expect(hash(plan({ ...FLUX2, references: 'keyframes' }), '1-start')).toBe(hash(plain, '1-start'));
  });

  test('makes anew what is drawn after other pictures, or after them in another order', () => {
    const hashes = [
      hash(plan(FLUX2), '1-start'),
      hash(plan(FLUX2, mara(PICTURE)), '1-start'),
      hash(plan(FLUX2, mara(OTHER)), '1-start'),
      hash(plan(FLUX2, mara(PICTURE, OTHER)), '1-start'),
      hash(plan(FLUX2, mara(OTHER, PICTURE)), '1-start'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    const drawn = plan({ ...FLUX2, references: 'keyframes' });
    expect(hash(drawn, '2-start', ['x'])).not.toBe(hash(drawn, '2-start', ['y']));
    expect(hash(plan(FLUX2, mara(PICTURE)), '1-start')).toBe(hash(plan(FLUX2, mara(PICTURE)), '1-start'));
  });

  test('has no price where the model charges for them and nobody knows how much', () => {
    const job = plan({ provider: 'fal-flux', model: 'flux-2/turbo' }, mara(PICTURE));
    expect(keyframe(job, '1-start').estimateUsd).toBeNull();
  });
});
