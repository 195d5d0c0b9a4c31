import type { Answer } from '../protocol.ts';

/** Models that run without a version. */
const OFFICIAL = /^(black-forest-labs|kwaivgi|google|bytedance)\//;

/** A model with the description of what it takes. */
export function replicateModel(model: string): Answer {
  const [owner = '', name = ''] = model.split('/');
  return {
    status: 200,
    body: {
      ...{ url: `https://replicate.com/${model}`, owner, name, visibility: 'public', run_count: 1 },
      is_official: OFFICIAL.test(model),
      latest_version: version(name, 'hidden'),
    },
  };
}

export function replicateVersion(model: string, id: string): Answer {
  return { status: 200, body: version(model, id) };
}

function version(name: string, id: string): object {
  const properties = /video|kling/.test(name) ? CLIP_INPUTS : PICTURE_INPUTS;
  return {
    id,
    created_at: '2026-11-01T00:00:00Z',
    cog_version: '0.16.0',
    openapi_schema: {
      openapi: '3.0.2',
      components: {
        schemas: {
          Input: { type: 'object', title: 'Input', required: ['prompt'], properties },
          Output: { type: 'string', format: 'uri' },
          aspect_ratio: { type: 'string', title: 'aspect_ratio', enum: ['1:1', '16:9', '9:16', 'custom'] },
        },
      },
    },
  };
}

const PICTURE_INPUTS = {
  prompt: { type: 'string' },
  negative_prompt: { type: 'string' },
  seed: { type: 'integer', nullable: true },
  aspect_ratio: { allOf: [{ $ref: '#/components/schemas/aspect_ratio' }], default: '1:1' },
  output_format: { type: 'string', enum: ['webp', 'png'] },
};
const CLIP_INPUTS = {
  prompt: { type: 'string' },
  start_image: { type: 'string', format: 'uri' },
  end_image: { type: 'string', format: 'uri' },
  duration: { type: 'integer', enum: [5, 10] },
  aspect_ratio: { allOf: [{ $ref: '#/components/schemas/aspect_ratio' }] },
  seed: { type: 'integer' },
  generate_audio: { type: 'boolean' },
};
