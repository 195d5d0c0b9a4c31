import { vendorLimit } from '../src/lib/vendor-limits.ts';
import type { JobView } from '../src/types/api.ts';
import { allShots, type VideoDirection } from '../src/types/project.ts';
import { criticalPathSeconds, foreknownSeconds, type WorkItem } from './critical-path.ts';
import { Rehearsal } from './rehearsal.ts';

const SHOTS = 12;
const LATENCY = 'llm=2,image=3,video=10';
const BRIEF = { aspectRatio: '16:9', seed: 1, style: 'energetic' } as const;
/** Of such a length the director makes twelve shots for the concept below, of five and of ten seconds. */
const FILM_SECONDS = 65;

interface Measured {
  wall_s: number;
  critical_path_s: number;
  ratio: number;
  /** Over the time of a scheduler that knows every length beforehand, which none can. */
  ratio_foreknown: number;
  images: number;
  clips: number;
  repaid_after_edit: number;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}

/**
 * A job of twelve shots in one take at simulated vendors, from the order for a plan to the last clip: its wall time over
 * the time in which the very same submissions are done in plan order when no moment is lost, once with webhooks and once by polling alone.
 * Then one shot's motion is edited and the film generated anew.
 */
export async function benchOrchestration(report: (line: string) => void): Promise<object> {
  const webhooks = await measure(true, report);
  const polling = await measure(false, report);
  const { images, repaid_after_edit } = polling;
  return { webhooks, polling, images, repaid_after_edit };
}

async function measure(webhooks: boolean, report: (line: string) => void): Promise<Measured> {
  const rehearsal = await Rehearsal.start({ latency: LATENCY, webhooks });
  try {
    const { client } = rehearsal;
    report(`${webhooks ? 'webhooks' : 'polling'}: a short film first, so that the vendors have drawn their clips`);
    const config = rehearsal.config();
    const warm = await client.createProject({ ...BRIEF, concept: 'A candle burns down', targetDuration: 10, config });
    await client.direct(warm.id);
    await client.editShot(warm.id, 1, { duration: 10 });
    await client.approve(warm.id);
    await rehearsal.completed((await client.generate(warm.id)).jobId);

    report('twelve shots in one take');
    const before = (await rehearsal.report()).tasks.length;
    const concept = 'A glider crosses a mountain range in one long flight';
    const project = await client.createProject({ ...BRIEF, concept, targetDuration: FILM_SECONDS, config });
    const directed = await timed(() => client.direct(project.id));
    await tie(rehearsal, project.id, directed.value);
    await client.approve(project.id);
    let jobId = '';
    const made = await timed(async () => {
      jobId = (await client.generate(project.id)).jobId;
      await rehearsal.completed(jobId);
    });

    const { tasks } = await rehearsal.report();
    const own = tasks.slice(before);
    const best = await bestTimes(rehearsal, await client.getJob(jobId), own);
    report('one motion prompt edited');
    await client.withdrawApproval(project.id);
    await client.editShot(project.id, 6, { motionPrompt: 'The glider banks hard left and drops towards the ridge.' });
    await client.approve(project.id);
    await rehearsal.completed((await client.generate(project.id)).jobId);
    const repaid = (await rehearsal.report()).tasks.slice(tasks.length);
    if (repaid.some(({ kind }) => kind !== 'video')) throw new Error('An edited motion had pictures made anew.');

    const wallSeconds = directed.seconds + made.seconds;
    return {
      wall_s: round(wallSeconds),
      critical_path_s: round(best.seconds),
      ratio: round(wallSeconds / best.seconds),
      ratio_foreknown: round(wallSeconds / best.foreknownSeconds),
      images: own.filter(({ kind }) => kind === 'image').length,
      clips: own.filter(({ kind }) => kind === 'video').length,
      repaid_after_edit: repaid.length,
    };
  } finally {
    await rehearsal.stop();
  }
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ seconds: number; value: Value }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

/** Makes one take of all shots. @throws Error when the plan has another number of shots. */
async function tie(rehearsal: Rehearsal, projectId: string, direction: VideoDirection): Promise<void> {
  const shots = allShots(direction);
  if (shots.length !== SHOTS) throw new Error(`The plan has ${shots.length} shots and not ${SHOTS}.`);
  for (const { id } of shots) {
    const cut = { transitionIn: null, transitionOut: null };
    await rehearsal.client.editShot(projectId, id, id === 1 ? cut : { ...cut, continuesPrevious: true });
  }
}

interface VendorTask {
  id: string;
  kind: string;
  latencySeconds: number;
}

/** The best times for exactly the submissions that were made: each result's bytes name the submission it came from. */
async function bestTimes(
  rehearsal: Rehearsal,
  job: JobView,
  own: readonly VendorTask[],
): Promise<{ seconds: number; foreknownSeconds: number }> {
  const items: WorkItem[] = [];
  let previousEnd = '';
  for (const task of job.tasks.filter(({ kind }) => kind === 'keyframe')) {
    items.push({ id: task.id, seconds: await secondsOf(rehearsal, task, own), inputs: [] });
  }
  for (const task of job.tasks.filter(({ kind }) => kind === 'clip')) {
    const frame = (end: 'start' | 'end') => `keyframe-${task.shotId}-${end}`;
    const start = items.some(({ id }) => id === frame('start')) ? frame('start') : previousEnd;
    previousEnd = frame('end');
    items.push({ id: task.id, seconds: await secondsOf(rehearsal, task, own), inputs: [start, previousEnd] });
  }
  const [plan] = own.filter(({ kind }) => kind === 'llm');
  if (!plan || items.length !== own.length - 1) throw new Error('Results and submissions do not correspond.');
  const limit = vendorLimit('fal', undefined);
  return {
    seconds: plan.latencySeconds + criticalPathSeconds(items, limit),
    foreknownSeconds: plan.latencySeconds + foreknownSeconds(items, limit),
  };
}

async function secondsOf(
  rehearsal: Rehearsal,
  task: JobView['tasks'][number],
  own: readonly VendorTask[],
): Promise<number> {
  const response = await rehearsal.client.openMedia(task.media?.[0]?.url ?? '');
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const made = own.find(({ id }) => text.includes(`${id}/0`));
  if (!made) throw new Error(`Nobody knows from which submission ${task.id} came.`);
  return made.latencySeconds;
}
