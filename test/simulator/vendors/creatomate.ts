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

/** A render and its file are forgotten this long after they were made. */
const KEPT_SECONDS = 30 * 24 * 3_600;

/** RenderScript at the top level, as far as it decides what comes out. Unknown fields are taken, as the real one does. */
const BodySchema = z.looseObject({
  output_format: z.literal('mp4'),
  width: z.int().min(2),
  height: z.int().min(2),
  frame_rate: z.number().min(1).max(60),
  duration: z.number().positive().optional(),
  elements: z.array(
    z.looseObject({
      type: z.enum(['video', 'image', 'text', 'audio', 'shape', 'composition']),
      track: z.int().min(1).optional(),
      time: z.number().min(0).optional(),
      duration: z.union([z.number().positive(), z.literal('media')]).optional(),
      source: z.url({ protocol: /^https?$/ }).optional(),
    }),
  ),
  webhook_url: z.url().optional(),
  metadata: z.string().optional(),
});

/** Creatomate v2 as of 2026-11 (contract: video §2.1). Its films are test pictures of the asked length and shape. */
export const creatomate: VendorProtocol = {
  name: 'creatomate',
  handle: async (request, world) => {
    const { method, path } = request;
    const refused = refuseKey(request, world);
    if (refused) return refused;
    if (method === 'GET' && path === '/v2/templates') return { status: 200, body: [] };
    if (method === 'POST' && path === '/v2/renders') return render(request, world);
    const asked = /^\/v2\/renders\/([^/]+)$/.exec(path);
    return method === 'GET' && asked ? status(request, world, asked[1] ?? '') : undefined;
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => hint(400, 'The elements parameter should be an array.'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...hint(429, 'You have exceeded the rate limit.'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => hint(503, 'The service is unavailable.'),
  'error-after-accept': () => hint(500, 'Something went wrong.'),
  unauthorised: () => hint(401, 'The API key is not valid.'),
  'no-credit': () => hint(402, 'There are no credits left in this account.'),
};

function hint(status: number, text: string): Answer & { status: number } {
  return { status, body: { hint: text, documentation_url: 'https://creatomate.example/docs' } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(key);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function render(request: SimulatorRequest, world: World): Promise<Answer> | Answer {
  const parsed = BodySchema.safeParse(request.json());
  if (!parsed.success) return hint(400, parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  const { webhook_url: webhookUrl, metadata = '', ...input } = parsed.data;
  const { width, height, frame_rate: frameRate } = input;
  return world.accept(
    request,
    {
      model: 'v2',
      kind: 'compile',
      input,
      outputs: [{ mediaType: 'video/mp4', width, height, frameRate, durationSeconds: lengthOf(input), audio: true }],
      notes: { metadata },
      ...(webhookUrl === undefined
        ? {}
        : {
            webhook: {
              url: webhookUrl,
              message: (task) => ({ headers: {}, body: JSON.stringify(renderOf(world, task)) }),
            },
          }),
    },
    (task) => ({ status: 202, body: renderOf(world, task) }),
  );
}

function lengthOf({ duration, elements }: Pick<z.infer<typeof BodySchema>, 'duration' | 'elements'>): number {
  const ends = elements.map(({ time = 0, duration: length }) => time + (typeof length === 'number' ? length : 0));
  return duration ?? Math.max(...ends);
}

function status(request: SimulatorRequest, world: World, id: string): Promise<Answer> | Answer {
  const task = world.find(creatomate.name, id);
  if (!task || world.clock.now() > task.finishesAt + KEPT_SECONDS * 1000) return hint(404, 'There is no such render.');
  return world.status(request, task, () => ({ status: 200, body: renderOf(world, task) }));
}

function renderOf(world: World, task: SimulatedTask): object {
  const state = world.state(task);
  const failed = task.outcome !== 'completed';
  const status =
    state === 'queued' ? 'planned' : state === 'running' ? 'rendering' : failed ? 'failed' : ('succeeded' as const);
  const { width, height, frame_rate, duration } = BodySchema.partial().parse(task.input);
  return {
    id: task.id,
    status,
    // Given from the start, and good for something once the render has succeeded.
    url: world.mediaUrl(task),
    output_format: 'mp4',
    render_scale: 1,
    ...(task.notes.metadata === '' ? {} : { metadata: task.notes.metadata }),
    ...(status === 'succeeded' ? { width, height, frame_rate, duration } : {}),
    ...(status === 'failed' ? { error_message: 'A source could not be downloaded.' } : {}),
  };
}
