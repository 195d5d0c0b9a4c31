import LumaAI from 'lumaai';
import { expect, test } from 'vitest';
import { lumaVideo } from '../../src/providers/video/luma.ts';
import { adapterOf, CANARY_KEY, fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { textAt, withSimulated } from './simulated.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm lumaai 1.19.1 (Dream Machine), called with a recording fetch. The Agents API has no published package;
// its requests are held against contracts/video-compile-audio.md §1.3 in test/providers/video-luma.test.ts.
const GENERATION = { id: '6b4a6a1e-6f0e-4c76-9f5b-0d2f0f3f9c11', state: 'queued' };
const MATTERS = ['authorization', 'content-type', 'accept'];

const sdk = (recording: typeof fetch) =>
  // The package types its fetch after node-fetch.
  new LumaAI({ authToken: CANARY_KEY, fetch: recording as never, maxRetries: 0 });

function adapter() {
  const vendor = fakeVendor([{ json: GENERATION }], { publicUrl: true });
  const provider = adapterOf(lumaVideo, { provider: 'luma', apiKey: CANARY_KEY, model: 'ray-2' }, vendor.context);
  return { provider, vendor };
}
const frame = (name: string) => ({ type: 'image' as const, url: `https://p2v.example/media/p/${name}?signature=s` });

test('a submission equals the SDK’s', async () => {
  const [theirs] = await recordRequests(
    (recording) =>
      sdk(recording).generations.video.create({
        model: 'ray-2',
        prompt: 'Sparks rise from the anvil.',
        aspect_ratio: '16:9',
        duration: '5s',
        resolution: '720p',
        keyframes: { frame0: frame('image-1'), frame1: frame('image-2') },
      }),
    GENERATION,
  );
  const { provider, vendor } = adapter();
  await provider.generate(clipRequest());
  const [ours] = vendor.requests;
  expect([ours?.method, ours?.url, ours?.body]).toEqual([theirs?.method, theirs?.url, theirs?.body]);
  expect(headersThatMatter(ours, MATTERS)).toEqual(headersThatMatter(theirs, MATTERS));
});

test('asking for a generation equals the SDK’s', async () => {
  const [theirs] = await recordRequests((recording) => sdk(recording).generations.get(GENERATION.id), GENERATION);
  const { provider, vendor } = adapter();
  await provider.checkStatus({ api: 'dream-machine', id: GENERATION.id });
  const [ours] = vendor.requests;
  expect([ours?.method, ours?.url]).toEqual([theirs?.method, theirs?.url]);
  expect(headersThatMatter(ours, ['authorization'])).toEqual(headersThatMatter(theirs, ['authorization']));
});

describeSpec('luma-dream-machine.openapi.yaml', (spec) => {
  test('a submission is as described', async () => {
    const { provider, vendor } = adapter();
    await provider.generate(clipRequest());
    expect(spec.requestFaults('POST', '/generations/video', vendor.requests[0]?.body)).toEqual([]);
  });

  test('a model it does not know would be found', () => {
    expect(spec.requestFaults('POST', '/generations/video', { model: 'ray-9' })).not.toEqual([]);
  });

  test('the simulator answers as described', () =>
    withSimulated('luma', { authorization: 'Bearer k' }, async (simulated) => {
      const base = '/dream-machine/v1';
      const order = { model: 'ray-2', prompt: 'p', keyframes: { frame0: frame('image-1') } };
      const judged = async (method: 'GET' | 'POST', path: string, described: string) => {
        const answer = await (method === 'GET' ? simulated.get(base + path) : simulated.post(base + path, order));
        const status = answer.status < 400 ? answer.status : 'default';
        expect(spec.responseFaults(method, described, status as number, answer.body)).toEqual([]);
        return answer;
      };
      const created = await judged('POST', '/generations/video', '/generations/video');
      simulated.script({ fault: 'moderated' });
      const flagged = await judged('POST', '/generations/video', '/generations/video');
      const states: string[] = [];
      for (const seconds of [0, 4, 20]) {
        await simulated.pass(seconds);
        states.push(textAt(await judged('GET', `/generations/${textAt(created, 'id')}`, '/generations/{id}'), 'state'));
      }
      states.push(textAt(await judged('GET', `/generations/${textAt(flagged, 'id')}`, '/generations/{id}'), 'state'));
      expect(states).toEqual(['queued', 'dreaming', 'completed', 'failed']);
      expect(await judged('GET', '/generations', '/generations')).toMatchObject({ body: { count: 2 } });
      await judged('GET', '/credits', '/credits');
      expect((await judged('GET', '/generations/none', '/generations/{id}')).status).toBe(404);
      expect(spec.responseFaults('GET', '/generations/{id}', 200, { state: 'running' })).not.toEqual([]);
    }));
});
