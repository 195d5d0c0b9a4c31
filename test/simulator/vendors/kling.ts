import * as z from 'zod';
import type {
  Answer,
  OutputSpec,
  RefusalDetails,
  RefusalFault,
  SimulatedTask,
  SimulatorRequest,
  VendorProtocol,
  World,
} from '../protocol.ts';
import { bearerKey, refuseKey } from './bearer.ts';
import { readKlingBearer } from './kling-key.ts';

const PATH = '/v1/videos/image2video';
/** Files, and with them tasks, are kept for 30 days. */
const TASK_SECONDS = 30 * 86_400;
const MAX_PAGE = 500;
/** What runs where a request names no model, or names it under another field. */
const FIRST_MODEL = 'kling-v1';

/** Kling from its maker: image to video of the models up to v3 (contract: video §1.5). */
export const kling: VendorProtocol = {
  name: 'kling',
  handle: async (request, world) => {
    const { method, path } = request;
    if (!path.startsWith(PATH)) return undefined;
    const refused = refuseBearer(request, world);
    if (refused) return refused;
    if (path === PATH) return method === 'POST' ? submit(request, world) : list(request, world);
    const task = find(world, path.slice(PATH.length + 1));
    if (method !== 'GET') return undefined;
    return task ? world.status(request, task, () => said(standing(world, task))) : failure(404, 1203, 'not found');
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

function said(data: unknown): Answer {
  return { status: 200, body: { code: 0, message: 'SUCCEED', request_id: 'simulated', data } };
}

function failure(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, request_id: 'simulated' } };
}
const invalid = (what: string): Answer => failure(400, 1201, what);

/** A pace that is too high and an empty pack both come as 429; only the code tells them apart. No header says how long. */
const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => invalid('duration value is invalid'),
  'rate-limit': () => failure(429, 1303, 'parallel task over resource pack limit'),
  'error-before-accept': () => failure(503, 5001, 'service unavailable'),
  'error-after-accept': () => failure(500, 5000, 'internal error'),
  unauthorised: () => failure(401, 1002, 'Authorization is invalid'),
  'no-credit': () => failure(429, 1102, 'account balance not enough'),
};

function refuseBearer(request: SimulatorRequest, world: World): Answer | undefined {
  const read = readKlingBearer(bearerKey(request), world.clock.now());
  return 'code' in read ? failure(401, read.code, read.message) : refuseKey(read.account, world, REFUSALS);
}

/** Bare base64, or an address; a `data:` prefix is neither. */
const ImageSchema = z.union([z.base64().min(4), z.url({ protocol: /^https?$/ })]);
const BodySchema = z.object({
  model_name: z.string().default(FIRST_MODEL),
  image: ImageSchema,
  image_tail: ImageSchema.optional(),
  prompt: z.string().max(2500).optional(),
  duration: z.string().default('5'),
  mode: z.enum(['std', 'pro', '4k']).default('std'),
  sound: z.enum(['on', 'off']).default('off'),
  external_task_id: z.string().optional(),
  callback_url: z.url().optional(),
});

function submit(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return invalid(`${parsed.error.issues[0]?.path.join('.')} is invalid`);
  const { callback_url: url, external_task_id = '', ...input } = parsed.data;
  const { model_name: model, image_tail, duration, mode, sound } = input;
  const isThird = model.startsWith('kling-v3');
  const lengths = isThird ? /^(?:[3-9]|1[0-5])$/ : /^(?:5|10)$/;
  if (!lengths.test(duration)) return invalid('duration value is invalid');
  if (image_tail !== undefined && mode === 'std') return invalid('image_tail needs the pro mode');
  if (image_tail !== undefined && model === 'kling-v2-6' && sound === 'on') return invalid('image_tail excludes sound');
  if (external_task_id !== '' && find(world, external_task_id)) return invalid('external_task_id must be unique');
  const clip: OutputSpec = {
    ...{ mediaType: 'video/mp4', width: 1280, height: 720, durationSeconds: Number(duration), audio: sound === 'on' },
  };
  const message = (task: SimulatedTask) => ({ headers: {}, body: JSON.stringify(standing(world, task)) });
  const submission = {
    ...{ model, kind: 'video' as const, input, outputs: [clip], notes: { external: external_task_id } },
    ...(url === undefined ? {} : { webhook: { url, message } }),
  };
  return world.accept(request, submission, (task) => said(head(world, task, 'submitted')));
}

/** Our own id is as good as Kling's. */
function find(world: World, id: string): SimulatedTask | undefined {
  return tasks(world).find((task) => task.id === id || (id !== '' && task.notes.external === id));
}

/** What is still known, the newest first. */
function tasks(world: World): SimulatedTask[] {
  const now = world.clock.now();
  return world
    .tasks(kling.name)
    .filter(({ finishesAt }) => now <= finishesAt + TASK_SECONDS * 1000)
    .toReversed();
}

function head(world: World, task: SimulatedTask, task_status: string): object {
  return {
    task_id: task.id,
    task_status,
    task_info: task.notes.external === '' ? {} : { external_task_id: task.notes.external },
    created_at: task.acceptedAt,
    updated_at: Math.floor(Math.min(world.clock.now(), task.finishesAt)),
  };
}

function standing(world: World, task: SimulatedTask): object {
  switch (world.state(task)) {
    case 'queued':
      return head(world, task, 'submitted');
    case 'running':
      return head(world, task, 'processing');
    case 'cancelled':
      throw new Error('nothing can be cancelled here');
    case 'finished': {
      if (task.outcome === 'completed') {
        const duration = String(task.outputs[0]?.durationSeconds ?? 0);
        const videos = [{ id: task.id, url: world.mediaUrl(task), duration }];
        return { ...head(world, task, 'succeed'), final_unit_deduction: duration, task_result: { videos } };
      }
      const moderated = 'Failure to pass the risk control system';
      const task_status_msg = task.outcome === 'moderated' ? moderated : 'Internal failure';
      return { ...head(world, task, 'failed'), task_status_msg };
    }
  }
}

function list(request: SimulatorRequest, world: World): Answer {
  const page = Number(request.query.get('pageNum') ?? 1);
  const size = Math.min(Number(request.query.get('pageSize') ?? 30), MAX_PAGE);
  return said(
    tasks(world)
      .slice((page - 1) * size, page * size)
      .map((task) => standing(world, task)),
  );
}
