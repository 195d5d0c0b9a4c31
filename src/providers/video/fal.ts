import { AppError } from '../../types/errors.ts';
import type { VideoFields, VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';
import { falLivePrices } from '../fal/live-prices.ts';
import { type FalVideoModel, FalVideoProvider } from '../fal/video-provider.ts';
import type { BaseVideoProvider } from './base.ts';
import { inputByFields } from './fields.ts';

/** `fal` in the video registry: any image-to-video model of fal by its endpoint id, with field names the user gives. */
export const falVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'fal',
    name: 'fal (any model)',
    needsKey: true,
    keyVariables: ['FAL_KEY'],
    description: 'Any image-to-video model of fal, by its endpoint id and the names of its fields.',
  },
  models: [],
  livePrices: falLivePrices(() => undefined),
  create: (config, context) => {
    const { model, fields } = config;
    if (model === undefined || fields === undefined) {
      throw new AppError(
        'unsupported',
        'The provider "fal" needs the endpoint id of a model and the names of its fields: set video.model, such as ' +
          '"fal-ai/veo3.1/first-last-frame-to-video", and video.fields, such as {"startImage": "first_frame_url", ' +
          '"endImage": "last_frame_url", "duration": "duration", "durationFormat": "seconds"}.',
        { provider: 'fal', stage: 'prepare' },
      );
    }
    return new FalVideoProvider(config, context, modelOf(model, fields));
  },
};

function modelOf(endpoint: string, fields: VideoFields): FalVideoModel {
  return {
    info: {
      id: endpoint,
      vendorId: endpoint,
      name: endpoint,
      prices: [],
      aliases: [],
      endFrame: fields.endImage !== undefined,
      seed: fields.seed !== undefined,
      inputForms: [...FAL_INPUT_FORMS],
    },
    request: (order) => ({ endpoint, input: inputByFields(fields, order) }),
  };
}
