import * as z from 'zod';
import type { Answer, OutputSpec, SimulatedTask, SimulatorRequest, World } from '../protocol.ts';
import { lumaError, lumaSize } from './luma-shared.ts';

/** Seconds after which a generation is no longer known. The real figure is not published. */
const GENERATION_SECONDS = 7 * 86_400;

/** The Agents API: create, and ask; nothing else (contract: video §1.3). */
export function handleAgents(request: SimulatorRequest, world: World): Promise<Answer> | Answer | undefined {
  const { method, path } = request;
  if (method === 'POST' && path === '/v1/generations') return submit(request, world);
  const id = /^\/v1\/generations\/([^/]+)$/.exec(path)?.[1];
  if (method !== 'GET' || id === undefined) return undefined;
  const task = world.find('luma', id);
  const known = task?.notes.api === 'agents' && world.clock.now() <= task.finishesAt + GENERATION_SECONDS * 1000;
  if (!known) return lumaError(404, 'Generation not found');
  return world.status(request, task, () => ({ status: 200, body: generation(world, task) }));
}

/** Exactly one of an address, bytes with their type, or an earlier generation. */
const ImageSchema = z.union([
  z.strictObject({ url: z.url() }),
  z.strictObject({ data: z.base64().min(1), media_type: z.enum(['image/jpeg', 'image/png', 'image/webp']) }),
  z.strictObject({ generation_id: z.string() }),
]);
const BodySchema = z.object({
  prompt: z.string().min(1),
  model: z.enum(['ray-3.2']),
  type: z.literal('video'),
  aspect_ratio: z.string().default('16:9'),
  video: z.strictObject({
    duration: z.enum(['5s', '10s']).default('5s'),
    resolution: z.enum(['540p', '720p', '1080p']).default('720p'),
    start_frame: ImageSchema.optional(),
    end_frame: ImageSchema.optional(),
    loop: z.boolean().optional(),
  }),
});

function submit(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return lumaError(400, `Invalid request: ${parsed.error.issues[0]?.path.join('.')}`);
  const { model, aspect_ratio, video } = parsed.data;
  const output: OutputSpec = {
    mediaType: 'video/mp4',
    ...lumaSize(aspect_ratio, video.resolution),
    durationSeconds: Number.parseInt(video.duration, 10),
  };
  const submission = { model, kind: 'video' as const, input: request.json(), outputs: [output] };
  return world.accept(request, { ...submission, notes: { api: 'agents' } }, (task) => ({
    status: 201,
    body: generation(world, task),
  }));
}

function generation(world: World, task: SimulatedTask): object {
  const head = {
    id: task.id,
    type: 'video',
    model: task.model,
    created_at: new Date(task.acceptedAt).toISOString(),
    failure_code: null,
    failure_reason: null,
    output: [],
  };
  switch (world.state(task)) {
    case 'queued':
      return { ...head, state: 'queued' };
    case 'running':
      return { ...head, state: 'processing' };
    case 'cancelled':
      throw new Error('nothing can be cancelled here');
    case 'finished':
      if (task.outcome === 'completed') {
        return { ...head, state: 'completed', output: [{ type: 'video', url: world.mediaUrl(task) }] };
      }
      return task.outcome === 'moderated'
        ? { ...head, state: 'failed', failure_code: 'content_moderated', failure_reason: 'The prompt was flagged.' }
        : { ...head, state: 'failed', failure_code: 'generation_failed', failure_reason: 'Generation failed.' };
  }
}
