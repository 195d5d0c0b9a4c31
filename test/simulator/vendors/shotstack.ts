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

/** The copy is there this long after the render. */
const COPY_SECONDS = 3;

/** An edit as far as it decides what comes out. Fields that the real one does not know are refused, as it does. */
const EditSchema = z.strictObject({
  timeline: z.strictObject({
    background: z.string().optional(),
    tracks: z
      .array(
        z.strictObject({
          clips: z
            .array(
              z.looseObject({
                asset: z.looseObject({ type: z.string(), src: z.url({ protocol: /^https?$/ }).optional() }),
                start: z.union([z.number().min(0), z.string()]),
                length: z.union([z.number().min(0), z.string()]),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
  }),
  output: z.strictObject({
    format: z.literal('mp4'),
    size: z.strictObject({ width: z.int().max(1920).multipleOf(2), height: z.int().max(1920).multipleOf(2) }),
    fps: z.number(),
    quality: z.string().optional(),
  }),
  callback: z.url().optional(),
});
type Edit = Omit<z.infer<typeof EditSchema>, 'callback'>;

/** Shotstack's Edit and Serve APIs as of 2026-11 (contract: video §2.2). Its films are test pictures. */
export const shotstack: VendorProtocol = {
  name: 'shotstack',
  handle: async (request, world) => {
    const { method, path } = request;
    const refused = refuseKey(request, world);
    if (refused) return refused;
    if (method === 'GET' && path === '/edit/v1/templates') {
      return { status: 200, body: { success: true, message: 'OK', response: { owner: 'owner', templates: [] } } };
    }
    if (method === 'POST' && path === '/edit/v1/render') return render(request, world);
    const [, api, id = ''] = /^\/(edit\/v1\/render|serve\/v1\/assets\/render)\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'GET' || api === undefined) return undefined;
    const task = world.find(shotstack.name, id);
    if (!task) return failure(404, 'Not Found', 'There is no such render.');
    return api.startsWith('serve') ? assets(world, task) : status(request, world, task);
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'Bad Request', 'The timeline has no tracks.'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { message: 'Too Many Requests' },
  }),
  'error-before-accept': () => ({ status: 503, body: { message: 'Service Unavailable' } }),
  'error-after-accept': () => failure(500, 'Internal Server Error', 'Something went wrong.'),
  unauthorised: () => ({ status: 403, body: { message: 'Forbidden' } }),
  'no-credit': () => failure(400, 'Bad Request', 'There are not enough credits for this render.'),
};

function failure(status: number, message: string, detail: string): Answer {
  return { status, body: { success: false, message, response: { message: detail } } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const standing = world.checkKey(request.headers.get('x-api-key') ?? undefined);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function render(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = EditSchema.safeParse(request.json());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(400, 'Bad Request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { callback, ...input } = parsed.data;
  const { size, fps: frameRate } = input.output;
  return world.accept(
    request,
    {
      model: 'v1',
      kind: 'compile',
      input,
      outputs: [{ mediaType: 'video/mp4', ...size, frameRate, durationSeconds: lengthOf(input), audio: true }],
      ...(callback === undefined
        ? {}
        : { webhook: { url: callback, message: (task) => ({ headers: {}, body: webhookBody(world, task) }) } }),
    },
    (task) => ({
      status: 201,
      body: {
        success: true,
        message: 'Created',
        response: { message: 'Render Successfully Queued', id: task.id },
      },
    }),
  );
}

function lengthOf({ timeline }: Edit): number {
  const clips = timeline.tracks.flatMap((track) => track.clips);
  return Math.max(
    ...clips.map(({ start, length }) => (typeof start === 'number' && typeof length === 'number' ? start + length : 0)),
  );
}

function status(request: SimulatorRequest, world: World, task: SimulatedTask): Promise<Answer> | Answer {
  return world.status(request, task, () => ({
    status: 200,
    body: { success: true, message: 'OK', response: standing(world, task) },
  }));
}

function standing(world: World, task: SimulatedTask): object {
  const common = { id: task.id, owner: 'owner', plan: 'basic', data: task.input };
  switch (world.state(task)) {
    case 'queued':
      return { ...common, status: 'queued' };
    case 'running':
      return { ...common, status: world.progress(task) < 0.3 ? 'fetching' : 'rendering' };
    default:
      break;
  }
  if (task.outcome !== 'completed') return { ...common, status: 'failed', error: 'A source could not be fetched.' };
  return { ...common, status: 'done', url: world.mediaUrl(task), duration: lengthOf(EditSchema.parse(task.input)) };
}

function assets(world: World, task: SimulatedTask): Answer {
  if (world.state(task) !== 'finished' || task.outcome !== 'completed') return { status: 200, body: { data: [] } };
  const isCopied = world.clock.now() >= task.finishesAt + COPY_SECONDS * 1000;
  const attributes = {
    id: task.id,
    owner: 'owner',
    region: 'au',
    renderId: task.id,
    providerId: task.id,
    filename: `${task.id}.mp4`,
    status: isCopied ? 'ready' : 'importing',
    ...(isCopied ? { url: world.mediaUrl(task) } : {}),
  };
  return { status: 200, body: { data: [{ type: 'asset', attributes }] } };
}

function webhookBody(world: World, task: SimulatedTask): string {
  const failed = task.outcome !== 'completed';
  return JSON.stringify({
    type: 'edit',
    action: 'render',
    id: task.id,
    owner: 'owner',
    status: failed ? 'failed' : 'done',
    ...(failed ? { url: null, error: 'A source could not be fetched.' } : { url: world.mediaUrl(task), error: null }),
    completed: new Date(world.clock.now()).toISOString(),
  });
}
