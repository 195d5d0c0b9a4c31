import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { findFfmpeg } from '../../render/ffmpeg.ts';
import { ManualClock } from './clock.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './index.ts';
import { CLIP_FRAME_RATE, MediaMaker } from './media.ts';
import type { SimulatorReport } from './protocol.ts';

const ffmpeg = await findFfmpeg();
const started: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  started.push(simulator);
  return simulator;
}

function call(simulator: Simulator, path: string, init: RequestInit = {}, key = 'simulated'): Promise<Response> {
  const headers = { authorization: `Key ${key}`, 'content-type': 'application/json', ...init.headers };
  return fetch(simulator.baseUrl('fal') + path, { ...init, headers });
}

function submit(simulator: Simulator, input: object, query = ''): Promise<Response> {
  return call(simulator, `/queue/fal-ai/flux/dev${query}`, { method: 'POST', body: JSON.stringify(input) });
}

async function json(response: Response | Promise<Response>): Promise<Record<string, string>> {
  return (await (await response).json()) as Record<string, string>;
}

/** What ffmpeg says of a file that it decodes to the end. */
function inspect(file: Buffer): string {
  const { program } = ffmpeg;
  return execFileSync('sh', ['-c', `"${program}" -hide_banner -xerror -i pipe:0 -f null - 2>&1`], {
    input: file,
  }).toString();
}

test('pictures and clips are real, of the asked shape, and each has bytes of its own', async () => {
  const maker = new MediaMaker();
  const jpeg = await maker.make({ mediaType: 'image/jpeg', width: 320, height: 180 }, 'one');
  const png = await maker.make({ mediaType: 'image/png', width: 100, height: 60 }, 'one');
  expect(inspect(jpeg)).toMatch(/mjpeg.*320x180/);
  expect(inspect(png)).toMatch(/png.*100x60/);
  const clip = { mediaType: 'video/mp4', width: 1280, height: 720, durationSeconds: 3 } as const;
  const silent = inspect(await maker.make(clip, 'one'));
  expect(silent).toMatch(/h264.*854x480/s);
  expect(silent).toContain(`${CLIP_FRAME_RATE} fps`);
  expect(silent).toContain('Duration: 00:00:03.00');
  expect(silent).not.toContain('Audio:');
  expect(inspect(await maker.make({ ...clip, audio: true }, 'one'))).toContain('Audio: aac');
  expect(await maker.make(clip, 'two')).not.toEqual(await maker.make(clip, 'one'));
});

test('a request is queued, runs and ends as time goes by; its result can be fetched until it expires', async () => {
  const clock = new ManualClock();
  const simulator = await start({ clock, latencySeconds: { image: 10 }, mediaSeconds: 60 });
  const accepted = await json(submit(simulator, { prompt: 'a lighthouse', image_size: 'square' }));
  expect(accepted.status).toBe('IN_QUEUE');
  const ask = () => call(simulator, new URL(accepted.status_url ?? '').pathname.slice('/fal'.length));
  expect((await ask()).status).toBe(202);
  await clock.advance(4);
  expect((await json(ask())).status).toBe('IN_PROGRESS');
  await clock.advance(10);
  expect((await json(ask())).status).toBe('COMPLETED');
  const answer = await fetch(accepted.response_url ?? '', { headers: { authorization: 'Key simulated' } });
  expect(answer.headers.get('x-fal-billable-units')).toBe('1');
  const { images } = (await answer.json()) as { images: { url: string }[] };
  const url = images[0]?.url ?? '';
  expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
  await clock.advance(61);
  expect((await fetch(url)).status).toBe(403);
});

test('latencies and ids follow from the seed and the request, not from the order', async () => {
  const inputs = ['one', 'two', 'three'].map((prompt) => ({ prompt }));
  const run = async (seed: number, ordered: object[]) => {
    const simulator = await start({ seed, clock: new ManualClock(0), latencySeconds: { image: 10 } });
    for (const input of ordered) await submit(simulator, input);
    return new Map(simulator.report().tasks.map((task) => [task.requestHash, [task.id, task.latencySeconds]]));
  };
  const first = await run(7, inputs);
  expect(new Map(await run(7, inputs.toReversed()))).toEqual(first);
  expect(await run(8, inputs)).not.toEqual(first);
  for (const [, seconds] of first.values()) {
    expect(seconds).toBeGreaterThanOrEqual(8);
    expect(seconds).toBeLessThanOrEqual(12);
  }
});

test('every fault at a submission says no, or takes the request and counts it as billed', async () => {
  const simulator = await start();
  const outcome = async (fault: Parameters<Simulator['script']>[0]['fault']) => {
    const before = simulator.report().billed;
    simulator.script({ fault, retryAfterSeconds: 7 });
    const signal = AbortSignal.timeout(fault === 'time-out-after-accept' ? 300 : 10_000);
    const response = await call(simulator, '/queue/fal-ai/flux/dev', {
      ...{ method: 'POST', body: JSON.stringify({ prompt: fault }), signal },
    }).catch((error: Error) => error.name);
    const billed = simulator.report().billed - before;
    return [typeof response === 'string' ? response : response.status, billed];
  };
  expect(await outcome('refuse')).toEqual([422, 0]);
  expect(await outcome('rate-limit')).toEqual([429, 0]);
  expect(await outcome('unauthorised')).toEqual([401, 0]);
  expect(await outcome('no-credit')).toEqual([403, 0]);
  expect(await outcome('error-before-accept')).toEqual([503, 0]);
  expect(await outcome('error-after-accept')).toEqual([500, 1]);
  expect(await outcome('time-out-after-accept')).toEqual(['TimeoutError', 1]);
  expect(await outcome('drop-after-accept')).toEqual(['TypeError', 1]);
  expect(await outcome('wrong-json')).toEqual([200, 1]);
  expect(simulator.report().faults).toMatchObject({ refuse: 1, 'wrong-json': 1 });
  expect(simulator.report().doubleBilled).toEqual([]);
});

test('the same request accepted twice is reported, signatures in addresses notwithstanding', async () => {
  const simulator = await start();
  await submit(simulator, { prompt: 'p', image_url: 'https://media.test/a.jpg?signature=1' });
  await submit(simulator, { prompt: 'p', image_url: 'https://media.test/a.jpg?signature=2' });
  await submit(simulator, { prompt: 'p', image_url: 'https://media.test/b.jpg?signature=1' });
  expect(simulator.report().doubleBilled).toMatchObject([{ vendor: 'fal', model: 'fal-ai/flux/dev', count: 2 }]);
});

test('a script strikes where, when and as often as it says, over HTTP as well', async () => {
  const simulator = await start();
  const rules = [{ fault: 'rate-limit', model: 'flux', after: 1, times: 2 }];
  const control = `${simulator.origin}/_simulator`;
  expect((await fetch(`${control}/script`, { method: 'POST', body: JSON.stringify(rules) })).status).toBe(204);
  const statuses: number[] = [];
  for (let index = 0; index < 4; index++) statuses.push((await submit(simulator, { prompt: String(index) })).status);
  expect(statuses).toEqual([200, 429, 429, 200]);
  const report = (await (await fetch(`${control}/report`)).json()) as SimulatorReport;
  expect(report).toMatchObject({ billed: 2, requests: { fal: 4 }, faults: { 'rate-limit': 2 } });
  const wrong = await fetch(`${control}/script`, { method: 'POST', body: '{"fault": "earthquake"}' });
  expect(wrong.status).toBe(400);
});

test('webhooks come when the work is done; doubled or early when scripted', async () => {
  const clock = new ManualClock();
  const simulator = await start({ clock, latencySeconds: { image: 10 } });
  const arrived: string[] = [];
  const listener = createServer((incoming, response) => {
    arrived.push(incoming.url ?? '');
    incoming.resume();
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  started.push(listener);
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const order = (name: string) => submit(simulator, { prompt: name }, `?fal_webhook=${address}/${name}`);
  await order('plain');
  simulator.script({ fault: 'duplicate-webhook' });
  await order('double');
  simulator.script({ fault: 'out-of-order-webhook' });
  await order('early');
  await clock.advance(1);
  expect(arrived).toEqual(['/early']);
  await clock.advance(20);
  expect(arrived.toSorted()).toEqual(['/double', '/double', '/early', '/early', '/plain']);
  expect(simulator.report().webhooks).toEqual({ delivered: 5, refused: 0 });
});
