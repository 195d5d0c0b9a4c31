import { expect, test } from 'vitest';
import { klingVideo } from '../../src/providers/video/kling.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
import { textAt, withSimulated } from './simulated.ts';
import { describeSpec } from './specs.ts';

// Kling publishes no SDK and no description; this one is hand-made by a third party and stops at kling-v2-1.
describeSpec('klingai.tryagi.openapi.yaml', (spec) => {
  const path = '/v1/videos/image2video';

  test('a submission is as described', async () => {
    const vendor = fakeVendor([{ json: { code: 0, data: { task_id: 't-1' } } }]);
    const adapter = klingVideo.create?.({ provider: 'kling', apiKey: 'k', model: 'kling-v2-1' }, vendor.context);
    await adapter?.generate(clipRequest({ negativePrompt: 'text' }));
    expect(spec.requestFaults('POST', path, vendor.requests[0]?.body)).toEqual([]);
  });

  test('a length that is a number would be found', () => {
    expect(spec.requestFaults('POST', path, { model_name: 'kling-v2-1', image: 'x', duration: 5 })).not.toEqual([]);
  });

  test('the simulator answers as described', () =>
    withSimulated('kling', { authorization: 'Bearer k' }, async (simulated) => {
      const order = { model_name: 'kling-v2-1', image: 'https://p2v.example/a.jpg', duration: '5' };
      const created = await simulated.post(path, order);
      expect(spec.responseFaults('POST', path, 200, created.body)).toEqual([]);
      simulated.script({ fault: 'moderated' });
      const flagged = await simulated.post(path, order);
      const look = async (id: string) => {
        const answer = await simulated.get(`${path}/${id}`);
        expect(spec.responseFaults('GET', `${path}/{id}`, 200, answer.body)).toEqual([]);
        return textAt(answer, 'data', 'task_status');
      };
      const states: string[] = [];
      for (const seconds of [0, 4, 20]) {
        await simulated.pass(seconds);
        states.push(await look(textAt(created, 'data', 'task_id')));
      }
      states.push(await look(textAt(flagged, 'data', 'task_id')));
      expect(states).toEqual(['submitted', 'processing', 'succeed', 'failed']);
      const listed = await simulated.get(`${path}?pageNum=1&pageSize=10`);
      expect(spec.responseFaults('GET', path, 200, listed.body)).toEqual([]);
      const refused = await simulated.post(path, { ...order, duration: '7' });
      expect(spec.responseFaults('POST', path, refused.status, refused.body)).toEqual([]);
      expect(spec.responseFaults('GET', `${path}/{id}`, 200, { data: { task_status: 'done' } })).not.toEqual([]);
    }));
});
