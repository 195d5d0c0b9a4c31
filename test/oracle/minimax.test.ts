import { expect, test } from 'vitest';
import { minimaxVideo } from '../../src/providers/video/minimax.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
import { textAt, withSimulated } from './simulated.ts';
import { describeSpec } from './specs.ts';

// MiniMax publishes no SDK for video; this description is hand-made by a third party and knows the first version only.
describeSpec('minimax.tryagi.openapi.yaml', (spec) => {
  const path = '/v1/video_generation';

  test('a submission is as described', async () => {
    const vendor = fakeVendor([{ json: { task_id: 't-1' } }]);
    const config = { provider: 'minimax', apiKey: 'k', model: 'MiniMax-Hailuo-02' } as const;
    await minimaxVideo.create?.(config, vendor.context).generate(clipRequest({ duration: 6 }));
    expect(spec.requestFaults('POST', path, vendor.requests[0]?.body)).toEqual([]);
  });

  test('a length in text would be found', () => {
    expect(spec.requestFaults('POST', path, { model: 'MiniMax-Hailuo-02', duration: '6' })).not.toEqual([]);
  });

  test('the simulator answers as described', () =>
    withSimulated('minimax', { authorization: 'Bearer k' }, async (simulated) => {
      const order = { model: 'MiniMax-Hailuo-02', first_frame_image: 'https://p2v.example/a.jpg', duration: 6 };
      const created = await simulated.post(path, order);
      expect(spec.responseFaults('POST', path, 200, created.body)).toEqual([]);
      simulated.script({ fault: 'moderated' });
      const flagged = await simulated.post(path, order);
      const query = '/v1/query/video_generation';
      const look = async (id: string) => {
        const answer = await simulated.get(`${query}?task_id=${id}`);
        expect(spec.responseFaults('GET', query, 200, answer.body)).toEqual([]);
        return answer;
      };
      const states: string[] = [];
      for (const seconds of [0, 4, 20]) {
        await simulated.pass(seconds);
        states.push(textAt(await look(textAt(created, 'task_id')), 'status'));
      }
      states.push(textAt(await look(textAt(flagged, 'task_id')), 'status'));
      expect(states).toEqual(['Queueing', 'Processing', 'Success', 'Fail']);
      const done = await look(textAt(created, 'task_id'));
      const file = await simulated.get(`/v1/files/retrieve?file_id=${textAt(done, 'file_id')}`);
      expect(spec.responseFaults('GET', '/v1/files/retrieve', 200, file.body)).toEqual([]);
      expect(spec.responseFaults('GET', query, 200, { status: 'Dreaming' })).not.toEqual([]);
    }));
});
