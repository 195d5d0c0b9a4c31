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
import { bearerKey, refuseOrder } from './bearer.ts';

const API_VERSION = '2024-11-06';
/** Seconds after which a task is no longer known. The real figure is not published. */
const TASK_SECONDS = 48 * 3_600;
/** Models that come with sound unless they are told not to. */
const LOUD = /^(?:veo3|seedance2|wan3)/;

/** Runway as of `@runwayml/sdk` 4.20.1: image to video, tasks, the organisation (contract: video §1.2). */
export const runway: VendorProtocol = {
  name: 'runway',
  handle: async (request, world) => {
    const { method, path } = request;
    const refused = refuseOrder(request, world, REFUSALS) ?? refuseVersion(request);
    if (method === 'POST' && path === '/v1/image_to_video') return refused ?? submit(request, world);
    if (method === 'GET' && path === '/v1/organization') return refused ?? organization(request, world);
    const id = /^\/v1\/tasks\/([^/]+)$/.exec(path)?.[1];
    if (id === undefined) return undefined;
    const task = known(world, id);
    if (method === 'DELETE') return refused ?? (task ? remove(world, task) : notFound());
    if (method !== 'GET') return undefined;
    return refused ?? (task ? world.status(request, task, () => standing(world, task)) : notFound());
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => invalid('promptText', 'Too big: expected string to have <=1000 characters'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'You have exceeded the rate limit for this endpoint.'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 'The service is overloaded.'),
  'error-after-accept': () => failure(502, 'Something went wrong.'),
  unauthorised: () => failure(401, 'The API key is not valid.'),
  // The contract has no code for it; the words are from memory.
  'no-credit': () => failure(400, 'You do not have enough credits to run this task.'),
};

function failure(status: number, error: string): { status: number; body: object } {
  return { status, body: { error } };
}

function invalid(field: string, message: string): Answer {
  const issues = [{ code: 'custom', path: [field], message }];
  return { status: 400, body: { error: 'Validation of body failed', issues, docUrl: 'https://docs.dev.runwayml.com' } };
}

function refuseVersion(request: SimulatorRequest): Answer | undefined {
  return request.headers.get('x-runway-version') === API_VERSION
    ? undefined
    : failure(400, `The X-Runway-Version header must be ${API_VERSION}.`);
}

const FrameSchema = z.object({
  uri: z.string().regex(/^(?:https:\/\/|data:image\/|runway:\/\/)/),
  position: z.enum(['first', 'last']),
});
const BodySchema = z.object({
  model: z.string(),
  promptImage: z.union([z.string(), z.array(FrameSchema).min(1).max(2)]),
  promptText: z.string().max(15_000).optional(),
  ratio: z.string().optional(),
  resolution: z.string().optional(),
  duration: z.int().min(2).max(30).optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  audio: z.boolean().optional(),
});

function submit(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return invalid(String(issue?.path[0] ?? ''), issue?.message ?? 'Invalid input');
  }
  const { model, ratio, duration = 5, audio = LOUD.test(model) } = parsed.data;
  const output: OutputSpec = { mediaType: 'video/mp4', ...sizeOf(ratio), durationSeconds: duration, audio };
  const submission = { model, kind: 'video' as const, input: request.json(), outputs: [output] };
  return world.accept(request, submission, (task) => ({
    status: 200,
    body: { id: task.id, estimatedCost: { credits: creditsOf(task) } },
  }));
}

function sizeOf(ratio = '1280:720'): { width: number; height: number } {
  const [width = 1280, height = 720] = ratio.split(':').map(Number);
  return width > 0 && height > 0 ? { width, height } : { width: 1280, height: 720 };
}

/** Credits a second, for rehearsals: those of the contract where it has any. */
function creditsOf({ model, outputs: [clip] }: SimulatedTask): number {
  const perSecond = {
    gen4_turbo: 5,
    'gen4.5': 12,
    'veo3.1': clip?.audio ? 40 : 20,
    'veo3.1_fast': clip?.audio ? 15 : 10,
  };
  return (clip?.durationSeconds ?? 0) * (perSecond[model as keyof typeof perSecond] ?? 36);
}

const deleted = new WeakSet<SimulatedTask>();

function known(world: World, id: string): SimulatedTask | undefined {
  const task = world.find(runway.name, id);
  return task && !deleted.has(task) && world.clock.now() <= task.finishesAt + TASK_SECONDS * 1000 ? task : undefined;
}

function standing(world: World, task: SimulatedTask): Answer {
  const head = { id: task.id, createdAt: new Date(task.acceptedAt).toISOString() };
  const estimatedCost = { credits: creditsOf(task) };
  const refunded = { cost: { credits: 0 } };
  const body = (fields: object): Answer => ({ status: 200, body: { ...head, ...fields } });
  switch (world.state(task)) {
    case 'queued':
      return body({ status: 'PENDING', estimatedCost });
    case 'running':
      return body({ status: 'RUNNING', progress: world.progress(task), estimatedCost });
    case 'cancelled':
      return body({ status: 'CANCELLED', ...refunded });
    case 'finished':
      if (task.outcome === 'completed') {
        return body({ status: 'SUCCEEDED', output: [world.mediaUrl(task)], cost: estimatedCost });
      }
      return body({
        status: 'FAILED',
        failure: task.outcome === 'moderated' ? 'The content was flagged.' : 'An internal error occurred.',
        failureCode: task.outcome === 'moderated' ? 'SAFETY.INPUT.TEXT' : 'INTERNAL.BAD_OUTPUT.CODE01',
        ...refunded,
      });
  }
}

/** Stops what is not done; deletes what is, result and all. */
function remove(world: World, task: SimulatedTask): Answer {
  if (world.state(task) === 'cancelled') return notFound();
  if (!world.cancel(task)) deleted.add(task);
  return { status: 204 };
}

function notFound(): Answer {
  return failure(404, 'The task does not exist, or was deleted or canceled.');
}

function organization(request: SimulatorRequest, world: World): Answer {
  const creditBalance = world.checkKey(bearerKey(request)) === 'no-credit' ? 0 : 100_000;
  return {
    status: 200,
    body: { tier: { maxMonthlyCreditSpend: 100_000, models: {} }, creditBalance, usage: { models: {} } },
  };
}
