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

/** The longer edge of a single picture. */
const LONG_EDGE = 1024;

const common = { state: z.string().optional(), notifyHook: z.url().optional() };
const CommonSchema = z.object(common);
const ImagineSchema = z.strictObject({
  prompt: z.string().trim().min(1),
  base64Array: z.array(z.string().startsWith('data:image/')).optional(),
  ...common,
});
const ChangeSchema = z.strictObject({
  taskId: z.string(),
  action: z.literal('UPSCALE'),
  index: z.int().min(1).max(4),
  ...common,
});
const ActionSchema = z.strictObject({ taskId: z.string(), customId: z.string(), ...common });

/**
 * midjourney-proxy (contract: llm-image §3.7; midjourney-proxy.derived.json): the Java original under `/mj`, the C# fork with
 * its buttons and its cancelling under `/mj-fast/mj`.
 */
export const midjourney: VendorProtocol = {
  name: 'midjourney',
  handle: async (request, world) => {
    if (world.checkKey(request.headers.get('mj-api-secret') ?? undefined) !== 'valid') return { status: 401 };
    const [, mode, path = ''] = /^(\/mj-fast)?\/mj(\/.*)$/.exec(request.path) ?? [];
    const fork = mode !== undefined;
    const [, id = '', what] = /^\/task\/([^/]+)\/(fetch|cancel)$/.exec(path) ?? [];
    if (what === 'fetch' && request.method === 'GET') return fetchTask(request, world, id);
    if (what === 'cancel' && request.method === 'POST' && fork) return cancel(world, id);
    switch (`${request.method} ${path}`) {
      case 'POST /submit/imagine':
        return imagine(request, world, fork);
      case 'POST /submit/change':
        return fork ? undefined : upscale(request, world, ChangeSchema.safeParse(request.json()));
      case 'POST /submit/action':
        return fork ? upscale(request, world, ActionSchema.safeParse(request.json())) : undefined;
      case 'GET /task/list':
        return {
          status: 200,
          body: world
            .tasks(midjourney.name)
            .toReversed()
            .map((task) => shown(world, task)),
        };
      case 'POST /task/list-by-condition':
        return { status: 200, body: listed(request, world) };
      default:
        return undefined;
    }
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => result(4, 'Validation error'),
  // A full queue when something is submitted; whatever stands before the proxy when it is asked.
  'rate-limit': ({ on, retryAfterSeconds }) =>
    on === 'submit'
      ? result(23, 'The queue is full')
      : { status: 429, headers: { 'retry-after': String(retryAfterSeconds) }, body: 'Too many requests' },
  'error-before-accept': () => ({ status: 503, body: 'Service unavailable' }),
  'error-after-accept': () => ({ status: 502, body: 'Bad gateway' }),
  unauthorised: () => ({ status: 401 }),
  'no-credit': () => result(3, 'No account is available'),
};

function result(code: number, description: string, id: string | null = null): Answer {
  return { status: 200, body: { code, description, result: id, properties: {} } };
}

function imagine(request: SimulatorRequest, world: World, fork: boolean): Promise<Answer> | Answer {
  const parsed = ImagineSchema.safeParse(request.json());
  if (!parsed.success) return result(4, 'Validation error');
  const single = sizeOf(parsed.data.prompt);
  const grid = { ...single, width: single.width * 2, height: single.height * 2 };
  return accept(request, world, { ...parsed.data, action: 'IMAGINE' }, grid, {
    action: 'IMAGINE',
    prompt: parsed.data.prompt,
    ...(fork ? { buttons: 'yes' } : {}),
  });
}

type Upscale = z.infer<typeof ChangeSchema> | z.infer<typeof ActionSchema>;

function upscale(
  request: SimulatorRequest,
  world: World,
  parsed: z.ZodSafeParseResult<Upscale>,
): Promise<Answer> | Answer {
  if (!parsed.success) return result(4, 'Validation error');
  const grid = world.find(midjourney.name, parsed.data.taskId);
  if (!grid) return result(3, 'The task does not exist or has lapsed');
  if (world.state(grid) !== 'finished' || grid.notes.action !== 'IMAGINE') return result(4, 'The task is not ready');
  const { customId } = 'customId' in parsed.data ? parsed.data : { customId: undefined };
  if (customId !== undefined && !buttonsOf(grid).some((button) => button.customId === customId)) {
    return result(4, 'There is no such button');
  }
  const { prompt = '' } = grid.notes;
  return accept(request, world, { ...parsed.data }, sizeOf(prompt), { action: 'UPSCALE', prompt });
}

function accept(
  request: SimulatorRequest,
  world: World,
  { state, notifyHook, ...input }: Record<string, unknown> & z.infer<typeof CommonSchema>,
  output: OutputSpec,
  notes: Record<string, string>,
): Promise<Answer> {
  const message = (task: SimulatedTask) => ({ headers: {}, body: JSON.stringify(shown(world, task)) });
  return world.accept(
    request,
    {
      ...{ model: 'midjourney', kind: 'image', input, outputs: [output] },
      notes: { ...notes, ...(state === undefined ? {} : { state }) },
      ...(notifyHook === undefined ? {} : { webhook: { url: notifyHook, message } }),
    },
    // A prompt with a banned word is refused at once; one Midjourney itself objects to fails later.
    (task) => (task.outcome === 'moderated' ? result(24, 'May hold sensitive words') : result(1, 'Submitted', task.id)),
  );
}

function fetchTask(request: SimulatorRequest, world: World, id: string): Promise<Answer> | Answer {
  const task = world.find(midjourney.name, id);
  return task ? world.status(request, task, () => ({ status: 200, body: shown(world, task) })) : { status: 200 };
}

function cancel(world: World, id: string): Answer {
  const task = world.find(midjourney.name, id);
  if (task) world.cancel(task);
  return { status: 200 };
}

function listed(request: SimulatorRequest, world: World): object[] {
  const { ids } = z.object({ ids: z.array(z.string()) }).parse(request.json());
  return ids.flatMap((id) => world.find(midjourney.name, id) ?? []).map((task) => shown(world, task));
}

function shown(world: World, task: SimulatedTask): object {
  const { action = '', prompt = '', state, buttons } = task.notes;
  const standing = world.state(task);
  const failed = standing === 'cancelled' || (standing === 'finished' && task.outcome !== 'completed');
  const status = failed
    ? 'FAILURE'
    : { queued: 'SUBMITTED', running: 'IN_PROGRESS', finished: 'SUCCESS', cancelled: 'FAILURE' }[standing];
  const done = status === 'SUCCESS';
  return {
    ...{ id: task.id, action, status, prompt, promptEn: prompt, description: `/${action.toLowerCase()}` },
    ...(state === undefined ? {} : { state }),
    ...{ submitTime: task.acceptedAt, startTime: task.startsAt, finishTime: done ? task.finishesAt : null },
    progress: `${Math.floor(world.progress(task) * 100)}%`,
    // There while it is still in progress, too.
    imageUrl: done || status === 'IN_PROGRESS' ? world.mediaUrl(task) : null,
    failReason: failed ? (standing === 'cancelled' ? '取消任务' : 'Something went wrong') : null,
    properties: {},
    ...(done && buttons !== undefined ? { buttons: buttonsOf(task) } : {}),
  };
}

function buttonsOf(task: SimulatedTask): { customId: string; label: string }[] {
  if (task.notes.buttons === undefined) return [];
  return [1, 2, 3, 4].map((cell) => ({ customId: `MJ::JOB::upsample::${cell}::${task.id}`, label: `U${cell}` }));
}

function sizeOf(prompt: string): OutputSpec & { width: number; height: number } {
  const [, across = '1', down = '1'] = /--ar (\d+):(\d+)/.exec(prompt) ?? [];
  const ratio = Number(across) / Number(down);
  const width = ratio >= 1 ? LONG_EDGE : Math.round(LONG_EDGE * ratio);
  const height = ratio >= 1 ? Math.round(LONG_EDGE / ratio) : LONG_EDGE;
  return { mediaType: 'image/png', width, height };
}
