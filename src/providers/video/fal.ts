import { AppError } from '../../types/errors.ts';
import type { VideoFields, VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';
import { compact } from '../fal/models.ts';
import { type FalVideoModel, FalVideoProvider } from '../fal/video-provider.ts';
import type { BaseVideoProvider } from './base.ts';

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
    request: ({ request, start, end, audio }) => ({
      endpoint,
      input: compact({
        [fields.prompt]: request.prompt,
        [fields.startImage]: start,
        ...optional(fields.endImage, end),
        ...optional(fields.duration, written(request.duration, fields.durationFormat)),
        ...optional(fields.aspectRatio, request.aspectRatio),
        ...optional(fields.seed, request.seed),
        ...optional(fields.audio, audio),
      }),
    }),
  };
}

function optional(field: string | undefined, value: unknown): Record<string, unknown> {
  return field === undefined ? {} : { [field]: value };
}

/** A length in the model's own type. Which lengths it makes is not known, so whole seconds that hold the shot are asked for. */
function written(durationSeconds: number, format: VideoFields['durationFormat']): number | string {
  const seconds = Math.ceil(durationSeconds);
  switch (format) {
    case 'number':
      return seconds;
    case 'string':
      return String(seconds);
    case 'seconds':
      return `${seconds}s`;
  }
}
