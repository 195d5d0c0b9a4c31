import * as z from 'zod';
import type { Answer, OutputSpec, SimulatedTask, SimulatorRequest, World } from '../protocol.ts';

// Interactions that make clips (contract: video §1.6).

/** How long an interaction is kept after it ended. */
const KEPT_SECONDS = 86_400;
const VENDOR = 'gemini';
const LINES: Record<string, number> = { '360p': 360, '720p': 720, '1080p': 1080, '4k': 2160 };

const PictureSchema = z.strictObject({ type: z.literal('image'), data: z.base64(), mime_type: z.string() });
const WordsSchema = z.strictObject({ type: z.literal('text'), text: z.string().min(1) });
const InteractionRequestSchema = z.strictObject({
  model: z.string().startsWith('gemini-omni-'),
  background: z.literal(true),
  input: z
    .tuple([PictureSchema], z.union([PictureSchema, WordsSchema]))
    .refine((input) => input.filter(({ type }) => type === 'image').length <= 2, 'takes one frame or two'),
  response_format: z.strictObject({
    type: z.literal('video'),
    delivery: z.literal('uri'),
    aspect_ratio: z.enum(['16:9', '9:16']),
    resolution: z.enum(['360p', '720p', '1080p', '4k']),
    duration: z.string().regex(/^([3-9]|1[0-5])s$/, 'must be a duration such as "5s"'),
  }),
  generation_config: z.strictObject({ video_config: z.strictObject({ task: z.literal('image_to_video') }) }).optional(),
  webhook_config: z.strictObject({ uris: z.array(z.url()) }).optional(),
});

/** Answers below `/v1beta/interactions` and `/v1beta/files`; undefined for paths it does not have. */
export function interactions(request: SimulatorRequest, world: World): Promise<Answer> | Answer | undefined {
  const { method, path } = request;
  if (method === 'POST' && path === '/v1beta/interactions') return submit(request, world);
  const file = /^\/v1beta\/files\/([^/:]+):download$/.exec(path)?.[1];
  if (method === 'GET' && file !== undefined) return download(request, file);
  const [, id = '', cancelled] = /^\/v1beta\/interactions\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
  if (id === '') return undefined;
  const task = world.find(VENDOR, id);
  if (!task || world.clock.now() > task.finishesAt + KEPT_SECONDS * 1000) return unknown();
  if (method === 'POST' && cancelled) {
    return world.cancel(task) ? { status: 200, body: interaction(world, task) } : refuse('The interaction has ended.');
  }
  if (method !== 'GET' || cancelled) return undefined;
  return world.status(request, task, () => ({ status: 200, body: interaction(world, task) }));
}

function submit(request: SimulatorRequest, world: World): Promise<Answer> {
  const { webhook_config, ...asked } = InteractionRequestSchema.parse(request.json());
  const { aspect_ratio, resolution, duration } = asked.response_format;
  const short = LINES[resolution] ?? 720;
  const long = Math.round((short * 16) / 9);
  const [width, height] = aspect_ratio === '16:9' ? [long, short] : [short, long];
  const output: OutputSpec = {
    mediaType: 'video/mp4',
    width,
    height,
    durationSeconds: Number.parseInt(duration, 10),
    audio: true,
  };
  const uri = webhook_config?.uris[0];
  const message = (task: SimulatedTask) => ({
    headers: {},
    body: JSON.stringify({ type: 'interaction.completed', data: { id: task.id } }),
  });
  return world.accept(
    request,
    {
      ...{ model: asked.model, kind: 'video', input: asked, outputs: [output], notes: { base: request.base } },
      ...(uri === undefined ? {} : { webhook: { url: uri, message } }),
    },
    (task) => ({ status: 200, body: interaction(world, task) }),
  );
}

function interaction(world: World, task: SimulatedTask): object {
  const head = {
    id: task.id,
    object: 'interaction',
    model: task.model,
    created: new Date(task.acceptedAt).toISOString(),
  };
  switch (world.state(task)) {
    case 'queued':
      return { ...head, status: 'queued' };
    case 'running':
      return { ...head, status: 'in_progress' };
    case 'cancelled':
      return { ...head, status: 'cancelled' };
    case 'finished': {
      if (task.outcome === 'failed') {
        return { ...head, status: 'failed', errors: [{ code: 'internal', message: 'The model failed.' }] };
      }
      const content =
        task.outcome === 'moderated'
          ? { type: 'text', text: 'I cannot make a video of that.' }
          : { type: 'video', mime_type: 'video/mp4', uri: fileOf(world, task) };
      return { ...head, status: 'completed', steps: [{ type: 'model_output', content: [content] }] };
    }
  }
}

/** A file on the API's own host, of which only the key opens more than its description. */
function fileOf(world: World, task: SimulatedTask): string {
  const name = new URL(world.mediaUrl(task)).pathname.split('/').at(-1) ?? '';
  return `${task.notes.base}/v1beta/files/${name}:download`;
}

async function download(request: SimulatorRequest, name: string): Promise<Answer> {
  if (request.query.get('alt') !== 'media') return { status: 200, body: { file: { name: `files/${name}` } } };
  const response = await fetch(new URL(`/_media/${name}`, request.base));
  if (!response.ok)
    return { status: 403, body: { error: { code: 403, message: 'The file is gone.', status: 'PERMISSION_DENIED' } } };
  return {
    status: 200,
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function unknown(): Answer {
  return refuse('Invalid interaction name');
}

function refuse(message: string): Answer {
  return { status: 400, body: { error: { code: 'invalid_request', message } } };
}
