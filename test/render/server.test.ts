import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startRenderService } from '../../render/server.ts';
import {
  type ClipJob,
  MissingBlobsSchema,
  type RenderJob,
  RenderResultSchema,
  RenderStatusSchema,
} from '../../src/types/render.ts';
import { SECRET, startTestService } from './service-support.ts';
import { drawPng, SMALL, sha256, temporaryFolder } from './support.ts';

const service = await startTestService({ concurrency: 2 });
const ABSENT = 'f'.repeat(64);
const image = (colour: string) =>
  drawPng(64, 36, (context) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 64, 36);
  });
const clipJob = (startImage: string, frameCount = 24): ClipJob => ({
  kind: 'clip',
  startImage,
  cameraMove: 'push_in',
  frameCount,
  format: SMALL,
});
const storyboard = (seed: number): RenderJob => ({
  kind: 'storyboard',
  prompt: 'A boat on a lake',
  width: 128,
  height: 72,
  seed,
  caption: false,
});
/** Takes minutes unless it is stopped. */
const endless = (startImage: string, frameCount = 1_800): ClipJob => ({
  ...clipJob(startImage, frameCount),
  format: { width: 1920, height: 1080, frameRate: 30 },
});
const statusOf = async (id: string, query = '') =>
  RenderStatusSchema.parse(await (await service.call('GET', `/v1/jobs/${id}${query}`)).json());
const temporaryFolders = () => readdirSync(join(service.directory, 'temporary'));

describe('access', () => {
  it('answers health without a secret and tells nothing else', async () => {
    const response = await fetch(`${service.url}/v1/health`);
    expect(response.status).toBe(200);
    const health = await response.json();
    expect(health).toMatchObject({
      status: 'ok',
      ffmpeg: { version: expect.any(String) },
      warnings: expect.any(Array),
    });
    expect(JSON.stringify(health)).not.toContain('/');
  });

  it.each(['', 'Bearer', 'Bearer wrong', `Basic ${SECRET}`, SECRET])('refuses %j', async (authorization) => {
    for (const [method, path] of [
      ['POST', '/v1/jobs'],
      ['GET', `/v1/jobs/${ABSENT}`],
      ['DELETE', `/v1/jobs/${ABSENT}`],
      ['PUT', `/v1/blobs/${ABSENT}`],
      ['GET', `/v1/blobs/${ABSENT}`],
    ] as const) {
      const response = await fetch(service.url + path, { method, headers: { authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'unauthorized' });
    }
  });

  it('needs a secret to start', async () => {
    await expect(startRenderService({ directory: temporaryFolder(), secret: '' })).rejects.toThrow(/needs a secret/);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/jobs'],
    ['PATCH', `/v1/jobs/${ABSENT}`],
    ['GET', '/v1/blobs/..%2F..%2Fetc%2Fpasswd'],
    ['GET', '/v1/blobs/../../../etc/passwd'],
    ['GET', `/v1/blobs/${ABSENT.toUpperCase()}`],
    ['PUT', '/v1/blobs/short'],
  ])('knows nothing at %s %s', async (method, path) => {
    const response = await service.call(method, path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });
});

describe('blobs', () => {
  it('stores, describes and returns a medium', async () => {
    const bytes = image('red');
    const name = sha256(bytes);
    expect((await service.call('HEAD', `/v1/blobs/${name}`)).status).toBe(404);
    expect((await service.call('PUT', `/v1/blobs/${name}`, Buffer.from(bytes))).status).toBe(201);
    expect((await service.call('PUT', `/v1/blobs/${name}`, Buffer.from(bytes))).status).toBe(200);
    const head = await service.call('HEAD', `/v1/blobs/${name}`);
    expect(head.headers.get('content-type')).toBe('image/png');
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    const got = await service.call('GET', `/v1/blobs/${name}`);
    expect(Buffer.compare(Buffer.from(await got.arrayBuffer()), Buffer.from(bytes))).toBe(0);
  });

  it('refuses bytes that do not match their name and keeps nothing of them', async () => {
    const response = await service.call('PUT', `/v1/blobs/${ABSENT}`, 'other bytes');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'invalid_input' });
    expect((await service.call('HEAD', `/v1/blobs/${ABSENT}`)).status).toBe(404);
    expect(temporaryFolders()).toEqual([]);
  });

  it('drops an upload that breaks off', async () => {
    const { hostname, port } = new URL(service.url);
    await new Promise<void>((resolve) => {
      const upload = request({
        ...{ hostname, port, method: 'PUT', path: `/v1/blobs/${ABSENT}` },
        headers: { authorization: `Bearer ${SECRET}`, 'content-length': '1000000' },
      });
      upload.on('error', () => resolve());
      upload.write(Buffer.alloc(1_000), () => setTimeout(() => upload.destroy(), 50));
    });
    await expect.poll(temporaryFolders, { timeout: 5_000 }).toEqual([]);
  });
});

describe('jobs', () => {
  it('runs a storyboard, a clip, a conform and a film', async () => {
    const frame = await service.finish(storyboard(1));
    expect(frame).toMatchObject({ status: 'completed', result: { mediaType: 'image/jpeg', width: 128, height: 72 } });
    const startImage = frame.status === 'completed' ? frame.result.sha256 : '';
    const clip = await service.finish(clipJob(startImage, 36));
    expect(clip).toMatchObject({ status: 'completed', result: { mediaType: 'video/mp4', width: 64, frameCount: 36 } });
    const sha = clip.status === 'completed' ? clip.result.sha256 : '';
    const conformed = await service.finish({ kind: 'conform', clip: sha, frameCount: 36, format: SMALL });
    expect(conformed).toMatchObject({ status: 'completed', result: { sha256: sha, notices: [] } });
    const film = await service.finish({
      ...{ kind: 'film', format: SMALL, title: 'Lake' },
      clips: [
        { clip: sha, frameCount: 36 },
        { clip: sha, frameCount: 36 },
      ],
      transitions: ['fade_black', 'crossfade', 'cut'],
    });
    expect(film).toMatchObject({ status: 'completed', result: { frameCount: 60, notices: [] } });
    const medium = await service.call('GET', `/v1/blobs/${film.status === 'completed' ? film.result.sha256 : ''}`);
    expect(medium.headers.get('content-type')).toBe('video/mp4');
    expect((await medium.arrayBuffer()).byteLength).toBe(film.status === 'completed' && film.result.sizeBytes);
    expect(temporaryFolders()).toEqual([]);
  });

  it('names a job by its content, whatever the order of its keys', async () => {
    const job = storyboard(2);
    const first = RenderStatusSchema.parse(await (await service.submit(job)).json());
    const reordered = Object.fromEntries(Object.entries(job).toReversed());
    const second = await (await service.call('POST', '/v1/jobs', JSON.stringify(reordered))).json();
    expect(second).toMatchObject({ id: first.id });
    await service.finish(job);
    expect((await service.submit(job)).status).toBe(200);
  });

  it('asks for missing inputs, all at once', async () => {
    const absent = [ABSENT, 'e'.repeat(64)];
    const response = await service.submit({ ...clipJob(ABSENT), endImage: absent[1] });
    expect(response.status).toBe(409);
    expect(MissingBlobsSchema.parse(await response.json()).missing.toSorted()).toEqual(absent.toSorted());
  });

  it.each([
    ['no JSON', '{', 400],
    ['another kind', '{"kind":"shell"}', 400],
    ['a path for a hash', JSON.stringify(clipJob('../../etc/passwd')), 400],
    ['too many frames', JSON.stringify(clipJob(ABSENT, 1e9)), 400],
    ['more than a megabyte', `"${'x'.repeat(1_100_000)}"`, 413],
  ])('refuses %s', async (_name, body, status) => {
    const response = await service.call('POST', '/v1/jobs', body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('knows no job that nobody submitted', async () => {
    expect((await service.call('GET', `/v1/jobs/${ABSENT}`)).status).toBe(404);
    expect((await service.call('DELETE', `/v1/jobs/${ABSENT}`)).status).toBe(404);
  });

  it('tells why a job failed and runs it again when asked again', async () => {
    const text = await service.upload(Buffer.from('no picture at all'));
    const failed = await service.finish(clipJob(text));
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'unsupported_media' } });
    const asked = await (await service.call('GET', `/v1/jobs/${failed.id}`)).json();
    expect(asked).toEqual(failed);
    expect((await service.submit(clipJob(text))).status).toBe(202);
    expect(await service.finish(clipJob(text))).toMatchObject({ status: 'failed' });
    expect(JSON.stringify([failed, service.logs])).not.toContain(SECRET);
    expect(JSON.stringify(failed)).not.toContain(service.directory);
    expect(temporaryFolders()).toEqual([]);
  });

  it('cancels a running job at once and cleans up after it', async () => {
    const startImage = await service.upload(image('blue'));
    const { id } = RenderStatusSchema.parse(await (await service.submit(endless(startImage))).json());
    await expect
      .poll(async () => RenderStatusSchema.parse(await statusOf(id)).status, {
        timeout: 10_000,
      })
      .toBe('processing');
    const waiting = service.call('GET', `/v1/jobs/${id}?waitMs=20000`);
    const startedAt = Date.now();
    const cancelled = await (await service.call('DELETE', `/v1/jobs/${id}`)).json();
    expect(cancelled).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect(await (await waiting).json()).toMatchObject({ status: 'failed' });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    await expect.poll(temporaryFolders, { timeout: 5_000 }).toEqual([]);
  });

  it('waits for a job no longer than it was asked to', async () => {
    const startImage = await service.upload(image('green'));
    const { id } = RenderStatusSchema.parse(await (await service.submit(endless(startImage))).json());
    const startedAt = Date.now();
    const status = RenderStatusSchema.parse(await (await service.call('GET', `/v1/jobs/${id}?waitMs=300`)).json());
    expect(['queued', 'processing']).toContain(status.status);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(290);
    await service.call('DELETE', `/v1/jobs/${id}`);
  });

  it('answers quickly while it works', async () => {
    const startImage = await service.upload(image('yellow'));
    const jobs = [endless(startImage, 1_799), endless(startImage, 1_798)];
    const ids = await Promise.all(
      jobs.map(async (job) => RenderStatusSchema.parse(await (await service.submit(job)).json()).id),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const times = [];
    for (let index = 0; index < 20; index++) {
      const startedAt = performance.now();
      await (await fetch(`${service.url}/v1/health`)).json();
      times.push(performance.now() - startedAt);
    }
    await Promise.all(ids.map((id) => service.call('DELETE', `/v1/jobs/${id}`)));
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  });
});

describe('a restart', () => {
  it('keeps results and media, and removes what was left unfinished', async () => {
    const first = await startTestService();
    const done = await first.finish(storyboard(5));
    await first.close();
    const leftover = join(first.directory, 'temporary', 'job-old');
    mkdirSync(leftover, { recursive: true });
    writeFileSync(join(leftover, 'half.mp4'), 'half');
    const second = await startTestService({ directory: first.directory });
    expect(existsSync(leftover)).toBe(false);
    const asked = await second.submit(storyboard(5));
    expect(asked.status).toBe(200);
    expect(await asked.json()).toEqual(done);
    expect((await second.call('GET', `/v1/jobs/${done.id}`)).status).toBe(200);
    await second.close();
  });

  it('makes a result again when its medium is gone', async () => {
    const done = await service.finish(storyboard(6));
    const result = RenderResultSchema.parse(done.status === 'completed' ? done.result : undefined);
    const path = join(service.directory, 'blobs', result.sha256.slice(0, 2), result.sha256);
    const before = readFileSync(path);
    rmSync(path);
    expect((await service.submit(storyboard(6))).status).toBe(202);
    await service.finish(storyboard(6));
    expect(Buffer.compare(readFileSync(path), before)).toBe(0);
  });

  it('turns jobs away while too many wait', async () => {
    const busy = await startTestService({ concurrency: 1, longestQueue: 1 });
    const startImage = await busy.upload(image('white'));
    expect((await busy.submit(endless(startImage, 1_700))).status).toBe(202);
    expect((await busy.submit(endless(startImage, 1_701))).status).toBe(202);
    const refused = await busy.submit(endless(startImage, 1_702));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const startedAt = Date.now();
    await busy.close();
    expect(Date.now() - startedAt).toBeLessThan(4_000);
  });
});
