import { expect, test } from 'vitest';
import { klingVideo } from '../../src/providers/video/kling.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
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
});
