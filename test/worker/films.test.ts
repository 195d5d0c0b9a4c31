import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { JobView } from '../../src/types/api.ts';
import type { Charge, JobCost } from '../../src/types/job.ts';
import type { Project } from '../../src/types/project.ts';
import type { ProviderInfo } from '../../src/types/providers.ts';
import { api, directedProject, fetchMedia, generate, settled, transcript } from './client.ts';
import { type Casting, IMAGES, VIDEOS } from './film-providers.ts';

const SIMULATOR = inject('simulatorUrl');
const CANARY = 'canary-3d90c1f7ab52';

/** What this test reads of the simulator's report. */
interface Report {
  tasks: { kind: string; label: string; requestHash: string }[];
  doubleBilled: { requestHash: string }[];
}

/** Every video provider with an image provider, and every image provider with a video provider. */
const FILMS = Array.from({ length: Math.max(IMAGES.length, VIDEOS.length) }, (_, index) => {
  const [image, video] = [IMAGES[index % IMAGES.length], VIDEOS[index % VIDEOS.length]];
  if (!image || !video) throw new Error('an empty list');
  return { label: `film-${index}`, seed: index, image, video };
});

const logged: string[] = [];
beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(parts.map((part) => (part instanceof Error ? `${part.stack}` : JSON.stringify(part))).join(' '));
    });
  }
  // What the director loads when it is first asked is loaded by one object; here others cannot wait for the same.
  await directedProject();
});
afterAll(() => vi.restoreAllMocks());

test('every provider of pictures and clips that runs is in a film', async () => {
  const { body } = await api<{ providers: ProviderInfo[] }>('GET', '/api/providers');
  const running = (role: string) =>
    body.providers.flatMap((one) => (one.role === role && one.available && one.needsKey ? [one.provider] : []));
  const cast = (castings: readonly Casting<{ provider: string }>[]) => castings.map(({ config }) => config.provider);
  expect(new Set(cast(IMAGES))).toEqual(new Set(running('image')));
  expect(new Set(cast(VIDEOS))).toEqual(new Set(running('video')));
});

describe('a whole film, each part paid once, at its price, no key in sight', () => {
  for (const { label, seed, image, video } of FILMS) {
    test.concurrent(`${nameOf(image)} and ${nameOf(video)}`, { timeout: 150_000 }, async () => {
      const config = { image: configured(image, label), video: configured(video, label) };
      const project = await directedProject({ targetDuration: 10, seed, config });
      const job = await settled(await generate(project.id), 140);
      expect(job).toMatchObject({ state: 'completed' });
      await expectWhole(job);
      await expectPaidOnce(job, label, { image, video });
      const { body: cost } = await api<JobCost>('GET', `/api/jobs/${job.id}/cost`);
      expectPrices(cost.charges, 'image', image);
      expectPrices(cost.charges, 'video', video);
      expect(cost.reservedUsd).toBe(0);
      await expectNoKey(project, job);
    });
  }
});

function nameOf({ config }: Casting<{ provider: string; model?: string | undefined }>): string {
  return config.model === undefined ? config.provider : `${config.provider} ${config.model}`;
}

function configured({ config, vendor, keyEnd = '' }: Casting<object>, label: string): object {
  return { ...config, apiKey: `${CANARY}-${label}${keyEnd}`, baseUrl: `${SIMULATOR}/${vendor}~${label}` };
}

/** The film can be read from its first frame to its last. */
async function expectWhole(job: JobView): Promise<void> {
  const source = new BufferSource(await fetchMedia(job.filmUrl ?? ''));
  using input = new Input({ formats: ALL_FORMATS, source });
  const track = await input.getPrimaryVideoTrack();
  expect(track).toMatchObject({ displayWidth: 1280, displayHeight: 720 });
  expect(await track?.computePacketStats()).toMatchObject({ packetCount: job.totalFrames });
  expect(job.totalFrames).toBeGreaterThanOrEqual(5 * job.format.frameRate);
}

async function expectPaidOnce(
  job: JobView,
  label: string,
  cast: { image: Casting<object>; video: Casting<object> },
): Promise<void> {
  const { tasks, doubleBilled }: Report = await (await fetch(`${SIMULATOR}/_simulator/report`)).json();
  const own = tasks.filter((task) => task.label === label);
  for (const [kind, role] of [
    ['keyframe', 'image'],
    ['clip', 'video'],
  ] as const) {
    const made = job.tasks.filter((task) => task.kind === kind && task.origin === 'made');
    expect(made.length).toBeGreaterThan(0);
    expect(own.filter((task) => task.kind === role)).toHaveLength(made.length * (cast[role].billedEach ?? 1));
  }
  const hashes = new Set(own.map(({ requestHash }) => requestHash));
  expect(doubleBilled.filter(({ requestHash }) => hashes.has(requestHash))).toEqual([]);
}

/** Each charge of the ledger is what a picture, or a clip of five seconds, costs. */
function expectPrices(charges: readonly Charge[], role: Charge['role'], casting: Casting<{ provider: string }>): void {
  const { costUsd, withinUsd = 0, basis, config } = casting;
  const own = charges.filter((charge) => charge.role === role);
  expect(own.length).toBeGreaterThan(0);
  for (const charge of own) {
    expect(charge).toMatchObject({ provider: config.provider, basis });
    if (costUsd === null) expect(charge.costUsd).toBeNull();
    else expect(charge.costUsd).toSatisfy((paid) => Math.abs(Number(paid) - costUsd) <= withinUsd);
  }
}

/** The key is in no answer, no log line, no row of the project's or the job's. */
async function expectNoKey(project: Project, job: JobView): Promise<void> {
  await api('GET', `/api/jobs/${job.id}/events`);
  await api('GET', `/api/projects/${project.id}`);
  const rows = [
    ...(await runInDurableObject(env.PROJECT.get(env.PROJECT.idFromName(project.id)), rowsOf)),
    ...(await runInDurableObject(env.VIDEO_JOB.get(env.VIDEO_JOB.idFromName(job.id)), rowsOf)),
  ];
  expect(rows.length).toBeGreaterThan(40);
  for (const texts of [rows, transcript, logged]) expect(texts.filter((text) => text.includes(CANARY))).toEqual([]);
}

function rowsOf(_instance: unknown, state: DurableObjectState): string[] {
  const tables = state.storage.sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .toArray();
  return tables
    .flatMap(({ name }) => state.storage.sql.exec(`SELECT * FROM "${name}"`).toArray())
    .flatMap((row) => Object.values(row))
    .map((value) => (value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : String(value)));
}
