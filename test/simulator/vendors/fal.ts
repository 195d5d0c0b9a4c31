import * as z from 'zod';
import type {
  Answer,
  RefusalDetails,
  RefusalFault,
  SimulatedTask,
  SimulatorRequest,
  VendorProtocol,
  World,
} from '../protocol.ts';
import { billableUnits, hasSafetyFlag, outputsOf, priceOf, resultOf, taskKind } from './fal-models.ts';
import { falKeySet, signFalWebhook } from './fal-webhooks.ts';

/** A result is forgotten this long after it was made. */
const RESULT_SECONDS = 3_600;
const MAX_PAGE = 100;

/**
 * fal as of 2026-11: the queue (`queue.fal.run` is `/fal/queue`), the platform API (`api.fal.ai` is `/fal/api`) and the
 * keys of its webhooks (`rest.fal.ai` is `/fal/rest`). Any endpoint id works.
 */
export const fal: VendorProtocol = {
  name: 'fal',
  handle: async (request, world) => {
    const { method, path } = request;
    if (method === 'GET' && path === '/rest/.well-known/jwks.json') return { status: 200, body: falKeySet() };
    const refused = refuseKey(request, world);
    if (path.startsWith('/queue/')) return refused ?? queue(request, world, path.slice('/queue/'.length));
    if (method === 'GET' && path === '/api/v1/models/pricing') return refused ?? pricing(request);
    if (method === 'GET' && path === '/api/v1/models/requests/by-endpoint') return refused ?? history(request, world);
    return undefined;
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => ({
    status: 422,
    headers: { 'x-fal-retryable': 'false' },
    body: { detail: [{ loc: ['body', 'prompt'], msg: 'The prompt is too long.', type: 'string_too_long' }] },
  }),
  'rate-limit': ({ retryAfterSeconds }) => ({
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { detail: 'Too many requests.' },
  }),
  'error-before-accept': () => requestError(503, 'runner_scheduling_failure', 'No runner could be found.'),
  'error-after-accept': () => requestError(500, 'internal_error', 'Something went wrong.'),
  unauthorised: () => ({ status: 401, body: { detail: 'No user was found for the given key.' } }),
  'no-credit': () => ({ status: 403, body: { detail: 'User is locked. Reason: Exhausted balance.' } }),
};

function requestError(status: number, type: string, detail: string): Answer {
  return { status, headers: { 'x-fal-error-type': type }, body: { detail, error_type: type } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const key = /^Key (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(key);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function queue(request: SimulatorRequest, world: World, path: string): Promise<Answer> | Answer | undefined {
  const asked = /^([^/]+\/[^/]+)\/requests\/([^/]+)(\/status|\/cancel)?$/.exec(path);
  if (!asked) return request.method === 'POST' ? submit(request, world, path) : undefined;
  const [, app = '', id = '', what] = asked;
  const task = world.find(fal.name, id);
  // A request is only known under the owner and name of its own application.
  if (!task?.model.startsWith(app)) return notFound();
  if (request.method === 'PUT' && what === '/cancel') return cancel(world, task);
  if (request.method !== 'GET') return undefined;
  return world.status(request, task, () => (what === '/status' ? status(request, world, task) : result(world, task)));
}

function submit(request: SimulatorRequest, world: World, model: string): Promise<Answer> | Answer {
  const input = z.record(z.string(), z.unknown()).parse(request.json());
  const kind = taskKind(model);
  const webhookUrl = request.query.get('fal_webhook');
  const submission = { model, kind, input, outputs: outputsOf(model, input), notes: { base: request.base } };
  const message = async (task: SimulatedTask) => signFalWebhook(world.clock.now(), task.id, webhookBody(world, task));
  const webhook = webhookUrl === null ? {} : { webhook: { url: webhookUrl, message } };
  return world.accept(request, { ...submission, ...webhook }, (task) => ({
    status: 200,
    body: { status: 'IN_QUEUE', queue_position: 0, ...addresses(task) },
  }));
}

/** Status and result live under owner and application, without the rest of the endpoint id. */
function addresses(task: SimulatedTask): Record<string, string> {
  const app = task.model.split('/').slice(0, 2).join('/');
  const response = `${task.notes.base}/queue/${app}/requests/${task.id}`;
  return {
    request_id: task.id,
    gateway_request_id: task.id,
    response_url: response,
    status_url: `${response}/status`,
    cancel_url: `${response}/cancel`,
  };
}

function status(request: SimulatorRequest, world: World, task: SimulatedTask): Answer {
  const logs = request.query.get('logs') === '1' ? { logs: [] } : {};
  switch (world.state(task)) {
    case 'queued':
      return { status: 202, body: { status: 'IN_QUEUE', queue_position: 0, ...addresses(task) } };
    case 'running':
      return { status: 202, body: { status: 'IN_PROGRESS', ...logs, ...addresses(task) } };
    case 'finished':
    case 'cancelled': {
      const failed = failureOf(world, task);
      const said = failed ? { error: failed.message, error_type: failed.type } : { metrics: { inference_time: 1 } };
      return { status: 200, body: { status: 'COMPLETED', ...logs, ...said, ...addresses(task) } };
    }
  }
}

function result(world: World, task: SimulatedTask): Answer {
  const state = world.state(task);
  if (state === 'queued' || state === 'running') {
    return { status: 400, body: { detail: 'Request is still in progress' } };
  }
  if (world.clock.now() > task.finishesAt + RESULT_SECONDS * 1000) return notFound();
  const failed = failureOf(world, task);
  if (failed) return failed.answer;
  return {
    status: 200,
    headers: { 'x-fal-request-id': task.id, 'x-fal-billable-units': String(billableUnits(task)) },
    body: resultOf(world, task),
  };
}

interface Failure {
  type: string;
  message: string;
  answer: Answer;
}

function failureOf(world: World, task: SimulatedTask): Failure | undefined {
  if (world.state(task) === 'cancelled') {
    const message = 'Request was cancelled';
    return { type: 'client_cancelled', message, answer: requestError(499, 'client_cancelled', message) };
  }
  if (task.outcome === 'failed') {
    const message = 'The model failed to produce a result.';
    return { type: 'runner_server_error', message, answer: requestError(500, 'runner_server_error', message) };
  }
  // Models with a safety checker give a black picture and a flag instead (see resultOf).
  if (task.outcome === 'moderated' && !hasSafetyFlag(task.model)) {
    const message = 'The content could not be processed because it was flagged.';
    const detail = [{ loc: ['body', 'prompt'], msg: message, type: 'content_policy_violation' }];
    return { type: 'content_policy_violation', message, answer: { status: 422, body: { detail } } };
  }
  return undefined;
}

function cancel(world: World, task: SimulatedTask): Answer {
  return world.cancel(task)
    ? { status: 202, body: { status: 'CANCELLATION_REQUESTED' } }
    : { status: 400, body: { status: 'ALREADY_COMPLETED' } };
}

function notFound(): Answer {
  return { status: 404, body: { detail: 'Request not found', status: 'NOT_FOUND' } };
}

function webhookBody(world: World, task: SimulatedTask): object {
  const failed = failureOf(world, task);
  const ids = { request_id: task.id, gateway_request_id: task.id };
  if (!failed) return { ...ids, status: 'OK', payload: resultOf(world, task) };
  const payload = 'body' in failed.answer ? failed.answer.body : {};
  return { ...ids, status: 'ERROR', error: failed.message, payload };
}

function endpointIds(request: SimulatorRequest): string[] {
  return request.query.getAll('endpoint_id').flatMap((value) => value.split(','));
}

function pricing(request: SimulatorRequest): Answer {
  const prices = endpointIds(request).map((id) => ({ endpoint_id: id, ...priceOf(id), currency: 'USD' }));
  return { status: 200, body: { prices, next_cursor: null, has_more: false } };
}

/** Finished requests only, as far as is known of the real one. */
function history(request: SimulatorRequest, world: World): Answer {
  const ids = endpointIds(request);
  const start = Date.parse(request.query.get('start') ?? new Date(world.clock.now() - 86_400_000).toISOString());
  const end = Date.parse(request.query.get('end') ?? new Date(world.clock.now() + 1).toISOString());
  const withPayloads = request.query.getAll('expand').includes('payloads');
  const found = world
    .tasks(fal.name)
    .filter((task) => ids.includes(task.model) && world.state(task) === 'finished')
    .filter((task) => task.finishesAt >= start && task.finishesAt < end)
    .toSorted((one, other) => other.finishesAt - one.finishesAt);
  const from = Number(request.query.get('cursor') ?? 0);
  const limit = Math.min(Number(request.query.get('limit') ?? 50), MAX_PAGE);
  const more = found.length > from + limit;
  const items = found.slice(from, from + limit).map((task) => historyItem(world, task, withPayloads));
  return { status: 200, body: { items, next_cursor: more ? String(from + limit) : null, has_more: more } };
}

function historyItem(world: World, task: SimulatedTask, withPayloads: boolean): object {
  const failed = failureOf(world, task);
  const iso = (time: number) => new Date(time).toISOString();
  return {
    request_id: task.id,
    endpoint_id: task.model,
    sent_at: iso(task.acceptedAt),
    started_at: iso(task.startsAt),
    ended_at: iso(task.finishesAt),
    status_code: failed && 'status' in failed.answer ? failed.answer.status : 200,
    duration: (task.finishesAt - task.startsAt) / 1000,
    ...(withPayloads ? { json_input: task.input, json_output: failed ? {} : resultOf(world, task) } : {}),
  };
}
