import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobState } from '../src/types/job.ts';
import { allShots } from '../src/types/project.ts';
import { MemoryWatch, residentBytes } from './process-tree.ts';
import { Rehearsal } from './rehearsal.ts';
import { processorSeconds } from './render-process.ts';

const LEVELS = [100, 300, 1_000];
const SHOTS = 10;
/** Of such a length the director makes ten shots for the concept below. */
const FILM_SECONDS = 55;
const CONCEPT = 'A glider crosses a mountain range in one long flight';
const LATENCY = 'image=30,video=90';
/** Requests of ours to the instance at once, while jobs are prepared and started. */
const AT_ONCE = 8;

interface Level {
  jobs: number;
  lag_p50_ms: number;
  lag_p99_ms: number;
  wake_ups: number;
  rss_mb: number;
  /** Resident memory beyond that of an idle server, divided by the jobs. */
  kb_per_job: number;
  cpu_ms_per_job: number;
  vendor_requests_per_job: number;
  wall_s: number;
}

/**
 * So many ten-shot jobs at once, each with everything it can have at the vendors, webhooks on: how late wake-ups come, and
 * what a job takes of memory and processor in the Worker's runtime. The simulated vendors run on the same machine; what they
 * take is not counted, but it is not free.
 * @param words levels in place of 100, 300 and 1,000.
 */
export async function benchScale(report: (line: string) => void, words: string[]): Promise<object> {
  const levels: Level[] = [];
  for (const jobs of words.length > 0 ? words.map(Number) : LEVELS) levels.push(await measure(jobs, report));
  const cpu = levels.map(({ cpu_ms_per_job }) => cpu_ms_per_job);
  return { levels, cpu_spread: Number((Math.max(...cpu) / Math.min(...cpu) - 1).toFixed(3)) };
}

async function measure(jobs: number, report: (line: string) => void): Promise<Level> {
  const limits = { fal: jobs * 2 * SHOTS };
  const rehearsal = await Rehearsal.start({ latency: LATENCY, webhooks: true, limits, logWakeLag: true });
  try {
    report(`${jobs} jobs: writing the plans`);
    const projects = await atOnce(jobs, (index) => prepare(rehearsal, index));
    const workerd = workerdPid(rehearsal);
    const idleBytes = residentBytes(workerd);
    const before = { cpu: processorSeconds(workerd), requests: await vendorRequests(rehearsal) };
    const memory = new MemoryWatch(workerd, 1_000);
    const began = performance.now();
    report(`${jobs} jobs: making the films`);
    const started = await atOnce(jobs, async (index) => {
      const { jobId } = await rehearsal.client.generate(projects[index] ?? '');
      return jobId;
    });
    await allCompleted(rehearsal, started);
    const wallSeconds = (performance.now() - began) / 1000;
    const cpuSeconds = processorSeconds(workerd) - before.cpu;
    const peakBytes = memory.stop();
    const requests = (await vendorRequests(rehearsal)) - before.requests;
    const lags = wakeLags(rehearsal);
    const result = {
      jobs,
      lag_p50_ms: percentile(lags, 0.5),
      lag_p99_ms: percentile(lags, 0.99),
      wake_ups: lags.length,
      rss_mb: Math.round(peakBytes / 1e6),
      kb_per_job: Math.round((peakBytes - idleBytes) / 1e3 / jobs),
      cpu_ms_per_job: Math.round((cpuSeconds * 1000) / jobs),
      vendor_requests_per_job: Math.round(requests / jobs),
      wall_s: Math.round(wallSeconds),
    };
    report(JSON.stringify(result));
    return result;
  } finally {
    await rehearsal.stop();
  }
}

/** An approved plan of ten shots in one take. @returns the project's id. */
async function prepare(rehearsal: Rehearsal, index: number): Promise<string> {
  const { client } = rehearsal;
  const project = await client.createProject({
    ...{ concept: CONCEPT, targetDuration: FILM_SECONDS, aspectRatio: '16:9', style: 'energetic', seed: index },
    config: { ...rehearsal.config(), llm: { provider: 'local' } },
  });
  const shots = allShots(await client.direct(project.id)).length;
  if (shots !== SHOTS) throw new Error(`The plan has ${shots} shots and not ${SHOTS}.`);
  await client.approve(project.id);
  return project.id;
}

async function atOnce<Value>(count: number, work: (index: number) => Promise<Value>): Promise<Value[]> {
  const results: Value[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Looks at jobs one after the other, each only until it is over, so that looking takes next to nothing. */
async function allCompleted(rehearsal: Rehearsal, jobIds: readonly string[]): Promise<void> {
  const over: ReadonlySet<JobState> = new Set(['completed', 'failed', 'cancelled', 'paused']);
  for (const jobId of jobIds) {
    for (;;) {
      const { state, reason } = await rehearsal.client.getJob(jobId);
      if (state === 'completed') break;
      if (over.has(state)) throw new Error(`job ${jobId} is ${state}: ${reason}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function vendorRequests(rehearsal: Rehearsal): Promise<number> {
  return (await rehearsal.report()).requests.fal ?? 0;
}

function workerdPid({ instance }: Rehearsal): number {
  return Number.parseInt(readFileSync(join(instance.dataDirectory, 'workerd.pid'), 'utf8'), 10);
}

/** How late every wake-up came, as the instance's log tells. */
function wakeLags({ instance }: Rehearsal): number[] {
  const log = readFileSync(join(instance.dataDirectory, 'instance.log'), 'utf8');
  return [...log.matchAll(/"lagsMs":\[([\d,]*)\]/g)].flatMap(([, list = '']) => list.split(',').map(Number));
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
