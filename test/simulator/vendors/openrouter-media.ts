import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Answer, OutputSpec, SimulatedTask, SimulatorRequest, WebhookMessage, World } from '../protocol.ts';

// OpenRouter's pictures and clips (contract: llm-image §3.1).

/** What the simulated workspace signs its webhooks with. */
export const OPENROUTER_SIGNING_SECRET = 'simulated-signing-secret';
/** US dollars for a picture, and for a second of a clip, whatever the model. */
const PRICES = { picture: 0.04, second: 0.1 } as const;
/** How long a generation is kept after it ended. */
const KEPT_SECONDS = 86_400;
const VENDOR = 'openrouter';

/** An error in OpenRouter's words. */
export type Failure = (code: number, message: string, error_type: string) => { status: number; body: object };

const PictureSchema = z.object({
  type: z.literal('image_url'),
  image_url: z.strictObject({ url: z.string().regex(/^(data:image\/[a-z]+;base64,|https:)/) }),
});
const RATIOS = z.enum(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9', 'auto']);
const ImageRequestSchema = z.strictObject({
  model: z.string().includes('/'),
  prompt: z.string().min(1),
  n: z.int().min(1).max(10).optional(),
  aspect_ratio: RATIOS.optional(),
  resolution: z.enum(['512', '1K', '2K', '4K']).optional(),
  seed: z.int().optional(),
  input_references: z.array(PictureSchema).max(16).optional(),
});
const VideoRequestSchema = z.strictObject({
  model: z.string().includes('/'),
  prompt: z.string().min(1),
  duration: z.int().min(1).optional(),
  aspect_ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21']).optional(),
  resolution: z.enum(['480p', '720p', '768p', '1080p', '1K', '2K', '4K']).optional(),
  generate_audio: z.boolean().optional(),
  seed: z.int().optional(),
  frame_images: z.array(PictureSchema.extend({ frame_type: z.enum(['first_frame', 'last_frame']) })).optional(),
  callback_url: z.url().optional(),
});

/** Answers below `/api/v1/images` and `/api/v1/videos`; undefined for paths it does not have. */
export function media(request: SimulatorRequest, world: World, failure: Failure): Promise<Answer> | Answer | undefined {
  const { method, path } = request;
  if (method === 'POST' && path === '/api/v1/images') return draw(request, world, failure);
  if (method === 'POST' && path === '/api/v1/videos') return animate(request, world);
  const [, id = '', content] = /^\/api\/v1\/videos\/([^/]+)(\/content)?$/.exec(path) ?? [];
  if (id === '' || method !== 'GET') return undefined;
  const task = world.find(VENDOR, id);
  if (!task || world.clock.now() > task.finishesAt + KEPT_SECONDS * 1000) {
    return failure(404, 'Video generation not found', 'not_found');
  }
  if (content) return open(request, world, task, failure);
  return world.status(request, task, () => ({ status: 200, body: generation(world, task) }));
}

/** The lists, which anybody may read. */
export function mediaModels(path: string): Answer | undefined {
  if (path === '/api/v1/images/models') return { status: 200, body: { data: [IMAGE_MODEL] } };
  if (path === `/api/v1/images/models/${IMAGE_MODEL.id}/endpoints`) {
    return { status: 200, body: { id: IMAGE_MODEL.id, endpoints: [IMAGE_ENDPOINT] } };
  }
  return path === '/api/v1/videos/models' ? { status: 200, body: { data: [VIDEO_MODEL] } } : undefined;
}

const IMAGE_MODEL = {
  id: 'google/gemini-nano-banana-2.1',
  name: 'Nano Banana 2.1',
  description: 'Simulated.',
  created: 1_780_000_000,
  architecture: { input_modalities: ['text', 'image'], output_modalities: ['image'] },
  supported_parameters: {
    aspect_ratio: { type: 'enum', values: ['1:1', '16:9', '9:16'] },
    resolution: { type: 'enum', values: ['1K', '2K', '4K'] },
    input_references: { type: 'range', min: 0, max: 14 },
    seed: { type: 'boolean' },
  },
  supports_streaming: false,
  endpoints: '/api/v1/images/models/google/gemini-nano-banana-2.1/endpoints',
};
const IMAGE_ENDPOINT = {
  provider_name: 'Google',
  provider_slug: 'google-ai-studio',
  provider_tag: 'google-ai-studio',
  supported_parameters: IMAGE_MODEL.supported_parameters,
  allowed_passthrough_parameters: [],
  supports_streaming: false,
  pricing: [{ billable: 'output_image', unit: 'image', cost_usd: PRICES.picture }],
};
const VIDEO_MODEL = {
  id: 'kwaivgi/kling-v3.0-std',
  canonical_slug: 'kwaivgi/kling-v3.0-std-20260429',
  name: 'Kling 3.0 Standard',
  description: 'Simulated.',
  created: 1_780_000_000,
  supported_durations: [5, 10],
  supported_resolutions: ['720p'],
  supported_aspect_ratios: ['16:9', '9:16', '1:1'],
  supported_sizes: null,
  supported_frame_images: ['first_frame', 'last_frame'],
  generate_audio: true,
  seed: null,
  creativity: null,
  upscale_factor: null,
  allowed_passthrough_parameters: [],
  pricing_skus: { duration_seconds: String(PRICES.second) },
};

function draw(request: SimulatorRequest, world: World, failure: Failure): Promise<Answer> {
  const asked = ImageRequestSchema.parse(request.json());
  const outputs = [
    { mediaType: 'image/png' as const, ...pictureSize(asked.aspect_ratio ?? '1:1', asked.resolution ?? '1K') },
  ];
  const submission = { model: asked.model, kind: 'image', input: asked, outputs, synchronous: true } as const;
  return world.accept(request, submission, async (task) => {
    if (task.outcome === 'moderated') return failure(403, 'The prompt was flagged.', 'content_policy_violation');
    if (task.outcome === 'failed') return failure(502, 'Provider returned error', 'provider_unavailable');
    const b64_json = (await world.mediaBytes(task)).toString('base64');
    const usage = {
      prompt_tokens: 0,
      completion_tokens: 4175,
      total_tokens: 4175,
      cost: PRICES.picture,
      is_byok: false,
    };
    return {
      status: 200,
      body: { created: Math.floor(task.acceptedAt / 1000), data: [{ b64_json, media_type: 'image/png' }], usage },
    };
  });
}

/** A size of a ratio: as many pixels as a square of so many thousand, in steps of 16. */
function pictureSize(ratio: string, resolution: string): { width: number; height: number } {
  const edge = resolution === '512' ? 512 : Number.parseInt(resolution, 10) * 1024;
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const step = (pixels: number) => Math.max(16, Math.round(pixels / 16) * 16);
  return { width: step(edge * Math.sqrt(across / down)), height: step(edge * Math.sqrt(down / across)) };
}

function animate(request: SimulatorRequest, world: World): Promise<Answer> {
  const { callback_url, ...asked } = VideoRequestSchema.parse(request.json());
  const lines = Number.parseInt(asked.resolution ?? '720p', 10);
  const [across = 16, down = 9] = (asked.aspect_ratio ?? '16:9').split(':').map(Number);
  const scale = lines / Math.min(across, down);
  const output: OutputSpec = {
    mediaType: 'video/mp4',
    width: Math.round(across * scale),
    height: Math.round(down * scale),
    durationSeconds: asked.duration ?? 5,
    audio: asked.generate_audio ?? false,
  };
  const message = (task: SimulatedTask) => signed(world, task);
  return world.accept(
    request,
    {
      ...{ model: asked.model, kind: 'video', input: asked, outputs: [output], notes: { base: request.base } },
      ...(callback_url === undefined ? {} : { webhook: { url: callback_url, message } }),
    },
    (task) => ({ status: 202, body: generation(world, task) }),
  );
}

function generation(world: World, task: SimulatedTask): { status: string } & Record<string, unknown> {
  const head = { id: task.id, polling_url: `/api/v1/videos/${task.id}`, generation_id: `gen-${task.id}` };
  switch (world.state(task)) {
    case 'queued':
      return { ...head, status: 'pending' };
    case 'running':
      return { ...head, status: 'in_progress' };
    case 'cancelled':
      return { ...head, status: 'cancelled' };
    case 'finished': {
      if (task.outcome !== 'completed') {
        const error = task.outcome === 'moderated' ? 'The output was flagged by moderation.' : 'The provider failed.';
        return { ...head, status: 'failed', error };
      }
      const seconds = task.outputs[0]?.durationSeconds ?? 0;
      return {
        ...head,
        status: 'completed',
        unsigned_urls: [contentOf(world, task)],
        usage: { cost: seconds * PRICES.second, is_byok: false },
      };
    }
  }
}

/** The address of a clip, which only the key opens. The name of the file behind it goes along, so that it can expire. */
function contentOf(world: World, task: SimulatedTask): string {
  const name = new URL(world.mediaUrl(task)).pathname.split('/').at(-1) ?? '';
  return `${task.notes.base}/api/v1/videos/${task.id}/content?index=0&file=${name}`;
}

async function open(request: SimulatorRequest, world: World, task: SimulatedTask, failure: Failure): Promise<Answer> {
  if (world.state(task) !== 'finished') return failure(400, 'The video is not ready', 'invalid_request');
  const name = request.query.get('file') ?? '';
  const response = await fetch(new URL(`/_media/${name}`, request.base));
  if (!response.ok) return failure(404, 'The video has expired', 'not_found');
  return { status: 200, headers: { 'content-type': 'video/mp4' }, body: new Uint8Array(await response.arrayBuffer()) };
}

function signed(world: World, task: SimulatedTask): WebhookMessage {
  const data = generation(world, task);
  const timestamp = Math.floor(world.clock.now() / 1000);
  const created_at = new Date(world.clock.now()).toISOString();
  const body = JSON.stringify({ type: `video.generation.${data.status}`, created_at, data });
  const v1 = createHmac('sha256', OPENROUTER_SIGNING_SECRET).update(`${timestamp},${body}`).digest('hex');
  return {
    headers: {
      'x-openrouter-signature': `t=${timestamp},v1=${v1}`,
      'x-openrouter-idempotency-key': `${task.id}-${data.status}`,
    },
    body,
  };
}
