import * as z from 'zod';
import type { Answer, OutputSpec, SimulatedTask, SimulatorRequest, World } from '../protocol.ts';
import { bearerKey } from './bearer.ts';
import { lumaError, lumaSize } from './luma-shared.ts';

/** Seconds after which a generation is no longer known. The real figure is not published. */
const GENERATION_SECONDS = 7 * 86_400;
const PREFIX = '/dream-machine/v1';
const PAGE = 100;

/** The older Dream Machine API: create, ask, list, delete, credits, callbacks without a signature (contract: video §1.3). */
export function handleDreamMachine(request: SimulatorRequest, world: World): Promise<Answer> | Answer | undefined {
  const { method } = request;
  const path = request.path.slice(PREFIX.length);
  switch (`${method} ${path}`) {
    case 'POST /generations/video':
      return submit(request, world);
    case 'GET /generations':
      return list(request, world);
    case 'GET /credits':
      return { status: 200, body: { credit_balance: credits(request, world) } };
  }
  const id = /^\/generations\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined || method !== 'GET') return undefined;
  const task = generations(world).find((candidate) => candidate.id === id);
  if (!task) return lumaError(404, 'Generation not found');
  return world.status(request, task, () => ({ status: 200, body: generation(world, task) }));
}

/** Pictures come by address only: nothing inside the request. */
const KeyframeSchema = z.union([
  z.strictObject({ type: z.literal('image'), url: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ type: z.literal('generation'), id: z.uuid() }),
]);
const BodySchema = z.object({
  model: z.enum(['ray-2', 'ray-flash-2']),
  prompt: z.string().optional(),
  aspect_ratio: z.enum(['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21']).default('16:9'),
  duration: z.enum(['5s', '9s']).default('5s'),
  resolution: z.enum(['540p', '720p', '1080p', '4k']).default('720p'),
  loop: z.boolean().optional(),
  keyframes: z.strictObject({ frame0: KeyframeSchema.optional(), frame1: KeyframeSchema.optional() }).optional(),
  callback_url: z.url().optional(),
});

function submit(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return lumaError(400, `Invalid request: ${parsed.error.issues[0]?.path.join('.')}`);
  const { model, aspect_ratio, duration, resolution, callback_url: url, ...rest } = parsed.data;
  const seconds = Number.parseInt(duration, 10);
  const clip: OutputSpec = { mediaType: 'video/mp4', ...lumaSize(aspect_ratio, resolution), durationSeconds: seconds };
  const message = (task: SimulatedTask) => ({ headers: {}, body: JSON.stringify(generation(world, task)) });
  const submission = {
    ...{ model, kind: 'video' as const, outputs: [clip] },
    input: { model, aspect_ratio, duration, resolution, ...rest },
    notes: { api: 'dream-machine', request: JSON.stringify({ generation_type: 'video', ...parsed.data }) },
    ...(url === undefined ? {} : { webhook: { url, message } }),
  };
  return world.accept(request, submission, (task) => ({ status: 201, body: generation(world, task) }));
}

/** What is still known, the newest first. */
function generations(world: World): SimulatedTask[] {
  const now = world.clock.now();
  return world
    .tasks('luma')
    .filter(({ notes, finishesAt }) => notes.api === 'dream-machine' && now <= finishesAt + GENERATION_SECONDS * 1000)
    .toReversed();
}

function list(request: SimulatorRequest, world: World): Answer {
  const limit = Math.min(Number(request.query.get('limit') ?? PAGE), PAGE);
  const offset = Number(request.query.get('offset') ?? 0);
  const all = generations(world);
  const page = all.slice(offset, offset + limit);
  return {
    status: 200,
    body: {
      has_more: offset + limit < all.length,
      ...{ count: page.length, limit, offset },
      generations: page.map((task) => generation(world, task)),
    },
  };
}

function generation(world: World, task: SimulatedTask): object {
  const head = {
    id: task.id,
    generation_type: 'video',
    created_at: new Date(task.acceptedAt).toISOString(),
    model: task.model,
    request: JSON.parse(task.notes.request ?? '{}') as object,
  };
  switch (world.state(task)) {
    case 'queued':
      return { ...head, state: 'queued' };
    case 'running':
      return { ...head, state: 'dreaming' };
    case 'cancelled':
      throw new Error('nothing can be cancelled here');
    case 'finished':
      if (task.outcome === 'completed') return { ...head, state: 'completed', assets: { video: world.mediaUrl(task) } };
      return {
        ...head,
        state: 'failed',
        failure_reason: task.outcome === 'moderated' ? 'The prompt failed moderation.' : 'Generation failed.',
      };
  }
}

/** US cents. */
function credits(request: SimulatorRequest, world: World): number {
  return world.checkKey(bearerKey(request)) === 'no-credit' ? 0 : 100_000;
}
