import { expect, test } from 'vitest';
import { minimaxVideo } from '../../src/providers/video/minimax.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
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
});
