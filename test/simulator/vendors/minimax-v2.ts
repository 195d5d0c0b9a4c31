import * as z from 'zod';
import type {
  Answer,
  OutputSpec,
  RefusalDetails,
  RefusalFault,
  SimulatedTask,
  SimulatorRequest,
  World,
} from '../protocol.ts';
import { miniMaxCallback } from './minimax-callback.ts';

const TASK_SECONDS = 7 * 86_400;
const QUERY = '/v2/query/video_generation';

/** The vendor's code stands at the end of its message (its API reference, read 2026-11-25). */
function failure(status: number, type: string, message: string): { status: number; body: object } {
  const error = { type, message, http_code: String(status) };
  return { status, body: { type: 'error', error, request_id: 'simulated' } };
}

export const SECOND_REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'bad_request_error', 'invalid params, duration is out of range (2013)'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'rate_limit_error', 'rate limit, please retry later (1002)'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 'server_error', 'service unavailable (1000)'),
  'error-after-accept': () => failure(500, 'server_error', 'internal error (1000)'),
  unauthorised: () => failure(401, 'authorized_error', 'login fail (1004)'),
  'no-credit': () => failure(402, 'insufficient_balance_error', 'insufficient balance (1008)'),
};
const invalid = (what: string): Answer => failure(400, 'bad_request_error', `invalid params, ${what} (2013)`);

/** The second version: create, ask, list, cancel what is still queued. */
export function handleSecondVersion(request: SimulatorRequest, world: World): Promise<Answer> | Answer | undefined {
  const { method, path } = request;
  if (method === 'POST' && path === '/v2/video_generation') return submit(request, world);
  if (method === 'GET' && path === QUERY) return list(request, world);
  const id = /^\/v2\/(?:query\/)?video_generation\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return undefined;
  const task = tasks(world).find((candidate) => candidate.id === id);
  if (!task) return failure(400, 'bad_request_error', 'invalid task_id (2013)');
  if (method === 'DELETE' && !path.startsWith(QUERY)) return remove(world, task);
  if (method !== 'GET' || !path.startsWith(QUERY)) return undefined;
  return world.status(request, task, () => ({ status: 200, body: { task: standing(world, task) } }));
}

const AddressSchema = z.object({ url: z.string().regex(/^(?:https?:\/\/|mm_file:\/\/|data:image\/)/) });
const ContentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(7000) }),
  z.strictObject({
    type: z.literal('image_url'),
    image_url: AddressSchema,
    role: z.enum(['first_frame', 'last_frame', 'reference_image']),
  }),
]);
const BodySchema = z.object({
  model: z.literal('MiniMax-H3'),
  content: z.array(ContentSchema).min(1),
  resolution: z.enum(['768P', '2K']).default('2K'),
  duration: z.int().min(5).max(15).default(5),
  callback_url: z.url().optional(),
});
const SIZES = { '768P': { width: 1366, height: 768 }, '2K': { width: 2560, height: 1440 } } as const;

async function submit(request: SimulatorRequest, world: World): Promise<Answer> {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return invalid(`${parsed.error.issues[0]?.path.join('.')}`);
  const { callback_url: url, ...input } = parsed.data;
  const { model, content, resolution, duration } = input;
  const roles = new Set(content.map((item) => (item.type === 'text' ? 'text' : item.role)));
  if (!roles.has('text')) return invalid('content must include a non-empty text item');
  if (roles.has('last_frame') && !roles.has('first_frame')) return invalid('last_frame needs first_frame');
  if (roles.has('first_frame') && roles.has('reference_image')) return invalid('frames exclude references');
  const clip: OutputSpec = { mediaType: 'video/mp4', ...SIZES[resolution], durationSeconds: duration, audio: true };
  const callback = await miniMaxCallback(url, (task) => ({ task: standing(world, task) }));
  const notes = { version: '2', resolution };
  const submission = { model, kind: 'video' as const, input, outputs: [clip], notes };
  return world.accept(request, { ...submission, ...callback }, (task) => ({ status: 200, body: { task_id: task.id } }));
}

const deleted = new WeakSet<SimulatedTask>();

/** What is still known, the newest first. */
function tasks(world: World): SimulatedTask[] {
  const now = world.clock.now();
  return world
    .tasks('minimax')
    .filter((task) => task.notes.version === '2' && !deleted.has(task) && now <= task.finishesAt + TASK_SECONDS * 1000)
    .toReversed();
}

function standing(world: World, task: SimulatedTask): object {
  const seconds = task.outputs[0]?.durationSeconds ?? 0;
  const head = { id: task.id, model: task.model, resolution: task.notes.resolution, duration: seconds, ratio: '16:9' };
  switch (world.state(task)) {
    case 'queued':
      return { ...head, status: 'queued' };
    case 'running':
      return { ...head, status: 'running' };
    case 'cancelled':
      return { ...head, status: 'cancelled' };
    case 'finished':
      if (task.outcome === 'completed') {
        const usage = { total_seconds: seconds };
        return { ...head, status: 'succeeded', content: { url: world.mediaUrl(task) }, usage };
      }
      return {
        ...head,
        status: 'failed',
        error:
          task.outcome === 'moderated'
            ? { code: '1027', message: 'output contains sensitive content' }
            : { code: '1000', message: 'unknown error' },
      };
  }
}

/** What waits is cancelled; what is done is deleted with its record; what runs cannot be stopped. */
function remove(world: World, task: SimulatedTask): Answer {
  switch (world.state(task)) {
    case 'queued':
      world.cancel(task);
      return { status: 200, body: { task_id: task.id, action: 'cancelled' } };
    case 'finished':
      deleted.add(task);
      return { status: 200, body: { task_id: task.id, action: 'deleted' } };
    default:
      return invalid('the task cannot be cancelled now');
  }
}

function list(request: SimulatorRequest, world: World): Answer {
  const page = Number(request.query.get('page_num') ?? 1);
  const size = Number(request.query.get('page_size') ?? 20);
  const all = tasks(world);
  const items = all.slice((page - 1) * size, page * size).map((task) => standing(world, task));
  return { status: 200, body: { total: all.length, tasks: items } };
}
