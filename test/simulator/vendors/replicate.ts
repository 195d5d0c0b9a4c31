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
import { sizeOfRatio } from './fal-models.ts';
import { replicateModel, replicateVersion } from './replicate-models.ts';
import { REPLICATE_SECRET, signReplicateWebhook } from './replicate-webhooks.ts';

/** Input and output are deleted this long after the end. */
const KEPT_SECONDS = 3_600;
const PAGE = 100;

/** Replicate as of 2026-11: predictions and their list, models, files, the webhook secret, the account. Any model works. */
export const replicate: VendorProtocol = {
  name: 'replicate',
  handle: async (request, world) => {
    if (!request.path.startsWith('/v1/')) return undefined;
    const refused = refuseKey(request, world);
    if (refused) return refused;
    const path = request.path.slice('/v1'.length);
    const official = /^\/models\/([^/]+\/[^/]+)\/predictions$/.exec(path)?.[1];
    if (official !== undefined && request.method === 'POST') return submit(request, world, official);
    const [, id, cancelling] = /^\/predictions\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
    if (id !== undefined) return about(request, world, id, cancelling !== undefined);
    const [, model, version] = /^\/models\/([^/]+\/[^/]+)(?:\/versions\/([^/]+))?$/.exec(path) ?? [];
    if (model !== undefined && request.method === 'GET') {
      return version === undefined ? replicateModel(model) : replicateVersion(model, version);
    }
    switch (`${request.method} ${path}`) {
      case 'GET /account':
        return { status: 200, body: { type: 'user', username: 'simulated', name: 'Simulated' } };
      case 'GET /webhooks/default/secret':
        return { status: 200, body: { key: REPLICATE_SECRET } };
      case 'GET /predictions':
        return list(request, world);
      case 'POST /predictions':
        return submit(request, world, undefined);
      case 'POST /files':
        return upload(request);
      default:
        return undefined;
    }
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => problem(422, 'Input validation failed', '- input.seed: Expected integer'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    status: 429,
    body: {
      detail: `Request was throttled. Your rate limit resets in ~${retryAfterSeconds}s.`,
      status: 429,
      retry_after: retryAfterSeconds,
    },
  }),
  'error-before-accept': () => problem(503, 'Service Unavailable', 'Try again.'),
  'error-after-accept': () => problem(500, 'Internal Server Error', 'Something went wrong.'),
  unauthorised: () => problem(401, 'Unauthenticated', 'You did not pass a valid authentication token'),
  'no-credit': () => problem(402, 'Insufficient credit', 'You have insufficient credit to run this model.'),
};

function problem(status: number, title: string, detail: string): Answer {
  return { status, headers: { 'content-type': 'application/problem+json' }, body: { title, detail, status } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(key);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

const RequestSchema = z.strictObject({
  version: z.string().min(1).optional(),
  input: z.record(z.string(), z.unknown()),
  webhook: z.url().optional(),
  webhook_events_filter: z.array(z.enum(['start', 'output', 'logs', 'completed'])).optional(),
});

function submit(request: SimulatorRequest, world: World, official: string | undefined): Promise<Answer> | Answer {
  const { version, input, webhook } = RequestSchema.parse(request.json());
  const model = official ?? version;
  if (model === undefined) return problem(422, 'Input validation failed', '- version is required');
  const kind = /video|kling|veo|hailuo|seedance|wan|ray/.test(model) ? 'video' : 'image';
  const notes = { base: request.base, ...(webhook === undefined ? {} : { webhook }) };
  const message = (task: SimulatedTask) => signReplicateWebhook(world.clock.now(), prediction(world, task));
  const submission = { model, input, outputs: [outputOf(kind, input)], notes };
  return world.accept(
    request,
    { ...submission, kind, ...(webhook === undefined ? {} : { webhook: { url: webhook, message } }) },
    (task) => ({ status: 201, body: prediction(world, task) }),
  );
}

function outputOf(kind: 'image' | 'video', input: Readonly<Record<string, unknown>>): OutputSpec {
  const ratio = typeof input.aspect_ratio === 'string' ? input.aspect_ratio : '16:9';
  const size = sizeOfRatio(ratio, 1_000_000);
  if (kind === 'image') return { mediaType: input.output_format === 'png' ? 'image/png' : 'image/jpeg', ...size };
  const seconds = Number.parseFloat(String(input.duration ?? 5));
  return { mediaType: 'video/mp4', ...size, durationSeconds: Number.isFinite(seconds) ? seconds : 5 };
}

function about(
  request: SimulatorRequest,
  world: World,
  id: string,
  cancelling: boolean,
): Promise<Answer> | Answer | undefined {
  const task = world.find(replicate.name, id);
  if (!task) return problem(404, 'Not found', 'The requested resource could not be found.');
  if (cancelling && request.method === 'POST') {
    world.cancel(task);
    return { status: 200, body: prediction(world, task) };
  }
  if (cancelling || request.method !== 'GET') return undefined;
  return world.status(request, task, () => ({ status: 200, body: prediction(world, task) }));
}

/** A prediction as every answer shows it. */
function prediction(world: World, task: SimulatedTask): object {
  const [model = '', version = 'hidden'] = task.model.split(':');
  const state = world.state(task);
  const removed = world.clock.now() > task.finishesAt + KEPT_SECONDS * 1000;
  const iso = (time: number) => new Date(time).toISOString();
  const own = `${task.notes.base}/v1/predictions/${task.id}`;
  const started = state === 'running' || state === 'finished';
  const seconds = (task.finishesAt - task.startsAt) / 1000;
  return {
    id: task.id,
    ...{ model, version, source: 'api', data_removed: removed, logs: '' },
    input: removed ? {} : task.input,
    ...(task.notes.webhook === undefined ? {} : { webhook: task.notes.webhook, webhook_events_filter: ['completed'] }),
    ...standing(world, task, removed),
    created_at: iso(task.acceptedAt),
    ...(started ? { started_at: iso(task.startsAt) } : {}),
    ...(state === 'finished' ? { completed_at: iso(task.finishesAt) } : {}),
    ...(state === 'finished' ? { metrics: { predict_time: seconds, total_time: seconds } } : {}),
    urls: { get: own, cancel: `${own}/cancel`, web: `https://replicate.com/p/${task.id}` },
  };
}

function standing(world: World, task: SimulatedTask, removed: boolean): object {
  switch (world.state(task)) {
    case 'queued':
      return { status: 'starting', output: null, error: null };
    case 'running':
      return { status: 'processing', output: null, error: null };
    case 'cancelled':
      return { status: 'canceled', output: null, error: null };
    case 'finished': {
      if (task.outcome === 'failed') return { status: 'failed', output: null, error: 'Prediction failed: no GPU.' };
      if (task.outcome === 'moderated') return { status: 'failed', output: null, error: NSFW };
      const url = removed ? null : world.mediaUrl(task);
      // The first FLUX models give a list, all others one address.
      return { status: 'succeeded', error: null, output: /flux-(schnell|dev)/.test(task.model) ? [url] : url };
    }
  }
}

const NSFW = 'NSFW content detected. Try running it again, or try a different prompt.';

function list(request: SimulatorRequest, world: World): Answer {
  const after = Date.parse(request.query.get('created_after') ?? new Date(0).toISOString());
  const from = Number(request.query.get('cursor') ?? 0);
  const all = world.tasks(replicate.name).filter(({ acceptedAt }) => acceptedAt >= after);
  const newestFirst = all.toReversed().slice(from, from + PAGE);
  const next = new URLSearchParams({ created_after: new Date(after).toISOString(), cursor: String(from + PAGE) });
  return {
    status: 200,
    body: {
      next: all.length > from + PAGE ? `${request.base}/v1/predictions?${next}` : null,
      previous: null,
      results: newestFirst.map((task) => prediction(world, task)),
    },
  };
}

async function upload(request: SimulatorRequest): Promise<Answer> {
  const content = (await request.form()).get('content');
  if (!(content instanceof File)) return problem(422, 'Input validation failed', '- content is required');
  const id = crypto.randomUUID();
  return {
    status: 201,
    body: {
      id,
      ...{ content_type: content.type, size: content.size, checksums: {}, metadata: {} },
      created_at: '2026-11-25T00:00:00Z',
      expires_at: '2026-11-26T00:00:00Z',
      urls: { get: `${request.base}/v1/files/${id}` },
    },
  };
}
