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

/** Seconds after which a task is no longer known. Documented for the second version only. */
const TASK_SECONDS = 7 * 86_400;
const MODEL = /^MiniMax-Hailuo-/;

/** Every answer is HTTP 200: what went wrong is in `base_resp`. There is no header that says how long to wait. */
function said(status_code: number, status_msg: string, fields: object = {}): Answer {
  return { status: 200, body: { ...fields, base_resp: { status_code, status_msg } } };
}
const ok = (fields: object): Answer => said(0, 'success', fields);

export const FIRST_REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => said(2013, 'invalid params, duration is not supported'),
  'rate-limit': () => said(1002, 'rate limit'),
  'error-before-accept': () => said(1000, 'unknown error'),
  'error-after-accept': () => said(1001, 'timeout'),
  unauthorised: () => said(1004, 'login fail'),
  'no-credit': () => said(1008, 'insufficient balance'),
};

/** The first version: create, ask, and ask for the file. */
export function handleFirstVersion(request: SimulatorRequest, world: World): Promise<Answer> | Answer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'POST /v1/video_generation':
      return submit(request, world);
    case 'GET /v1/query/video_generation':
      return about(request, world, taskIs(request.query.get('task_id')), (task) => standing(world, task));
    case 'GET /v1/files/retrieve':
      return about(request, world, fileIs(request.query.get('file_id')), (task) => file(world, task));
    default:
      return undefined;
  }
}

const ImageSchema = z.string().regex(/^(?:https?:\/\/|data:image\/(?:jpeg|png|webp);base64,)/);
const BodySchema = z.object({
  model: z.string().regex(MODEL),
  prompt: z.string().max(2000).optional(),
  first_frame_image: ImageSchema,
  last_frame_image: ImageSchema.optional(),
  duration: z.union([z.literal(6), z.literal(10)]).default(6),
  resolution: z.enum(['512P', '768P', '1080P']).default('768P'),
  callback_url: z.url().optional(),
});
const LINES = { '512P': 512, '768P': 768, '1080P': 1080 } as const;

async function submit(request: SimulatorRequest, world: World): Promise<Answer> {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return said(2013, `invalid params, ${parsed.error.issues[0]?.path.join('.')}`);
  const { callback_url: url, ...input } = parsed.data;
  const { model, last_frame_image, duration, resolution } = input;
  if (last_frame_image !== undefined && model !== 'MiniMax-Hailuo-02') {
    return said(2013, 'invalid params, this model takes no last frame');
  }
  if (resolution === '1080P' && duration === 10) return said(2013, 'invalid params, no 1080P at 10 s');
  const height = LINES[resolution];
  const clip: OutputSpec = {
    ...{ mediaType: 'video/mp4', width: Math.round((height * 16) / 9), height, durationSeconds: duration },
  };
  const callback = await miniMaxCallback(url, (task) => callbackBody(world, task));
  const submission = { model, kind: 'video' as const, input, outputs: [clip], notes: { version: '1' } };
  return world.accept(request, { ...submission, ...callback }, (task) => ok({ task_id: task.id }));
}

const taskIs = (id: string | null) => (task: SimulatedTask) => task.id === id;
const fileIs = (id: string | null) => (task: SimulatedTask) => String(fileId(task)) === id;

/** A number, as the file itself names it; asked for, a task gives it as text. */
function fileId({ id }: SimulatedTask): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

async function about(
  request: SimulatorRequest,
  world: World,
  isMeant: (task: SimulatedTask) => boolean,
  answer: (task: SimulatedTask) => Answer,
): Promise<Answer> {
  const task = world.tasks('minimax').find((one) => one.notes.version === '1' && isMeant(one));
  const known = task !== undefined && world.clock.now() <= task.finishesAt + TASK_SECONDS * 1000;
  // The code for it is not documented; the words are those of the second version.
  return known ? world.status(request, task, () => answer(task)) : said(2013, 'invalid task_id');
}

function standing(world: World, task: SimulatedTask): Answer {
  const task_id = task.id;
  switch (world.state(task)) {
    case 'queued':
      return ok({ task_id, status: 'Queueing' });
    case 'running':
      return ok({ task_id, status: 'Processing' });
    case 'cancelled':
      throw new Error('nothing can be cancelled here');
    case 'finished':
      if (task.outcome === 'completed') return ok({ task_id, status: 'Success', file_id: String(fileId(task)) });
      return task.outcome === 'moderated'
        ? said(1027, 'output contains sensitive content', { task_id, status: 'Fail' })
        : said(1000, 'unknown error', { task_id, status: 'Fail' });
  }
}

function file(world: World, task: SimulatedTask): Answer {
  const fields = { file_id: fileId(task), bytes: 1_000_000, created_at: Math.floor(task.finishesAt / 1000) };
  return ok({
    file: { ...fields, filename: 'output.mp4', purpose: 'video_generation', download_url: world.mediaUrl(task) },
  });
}

/** Statuses are written otherwise than when asked for. */
function callbackBody(world: World, task: SimulatedTask): object {
  const state = world.state(task);
  const ended = task.outcome === 'completed' ? 'success' : 'failed';
  return { task_id: task.id, status: state === 'finished' ? ended : 'processing' };
}
