import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { Client } from '../../cli/client.ts';
import { freePort } from '../../cli/instance/ports.ts';
import type { CreateProjectInput, JobView } from '../../src/types/api.ts';
import { FINAL_JOB_STATES } from '../../src/types/job.ts';
import { allShots } from '../../src/types/project.ts';
import { Random } from '../sim/random.ts';
import { startSimulatorProcess } from '../simulator/process.ts';
import type { SimulatorReport } from '../simulator/protocol.ts';
import { ChaoticServer, pause, VICTIMS } from './server.ts';

/** How much is done and how much is broken. */
export interface ChaosOptions {
  kills: number;
  jobs: number;
  shots: number;
  seed: number;
  /** Longest after the last kill that the jobs may still take, in seconds. */
  patienceSeconds: number;
  report(line: string): void;
}

/** What a run came to; all that is counted as wrong has to be zero. */
export interface ChaosResult {
  seed: number;
  kills: number;
  jobs: number;
  submissions: number;
  /** Times a person was asked whether to send a lost request again. */
  decisions: number;
  /** Requests that the vendor took more than once. */
  double_billed: number;
  /** Results that the vendor made and no job has. */
  lost: number;
  /** Jobs that did not complete. */
  unfinished: number;
  /** Films that do not have every frame they should have. */
  broken_films: number;
}

const CONCEPTS = ['lighthouse', 'glider', 'blacksmith', 'tram', 'greenhouse', 'carousel', 'harbour', 'observatory'];

/**
 * Real processes, killed at random moments while they make films at simulated vendors, and started again. The vendors go
 * on meanwhile, as vendors do. Whether a lost request is sent again is decided as the engine asks a person to decide it.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const directory = await mkdtemp(join(tmpdir(), 'p2v-chaos-'));
  const latency = 'image=1.5,video=4';
  const vendors = await startSimulatorProcess({ latency, answerSeconds: 0.15, seed: options.seed });
  const server = new ChaoticServer(join(directory, 'data'), await freePort('127.0.0.1'));
  try {
    await server.start();
    return await new Chaos(options, server, vendors.url).run();
  } finally {
    await server.stop();
    vendors.child.kill('SIGTERM');
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

class Chaos {
  private readonly options: ChaosOptions;
  private readonly server: ChaoticServer;
  private readonly vendors: string;
  private readonly client: Client;
  private readonly random: Random;
  private decisions = 0;

  constructor(options: ChaosOptions, server: ChaoticServer, vendors: string) {
    this.options = options;
    this.server = server;
    this.vendors = vendors;
    this.client = new Client(server.url);
    this.random = new Random(options.seed);
  }

  async run(): Promise<ChaosResult> {
    const { kills, jobs, seed, report } = this.options;
    const jobIds: string[] = [];
    for (let index = 0; index < jobs; index++) jobIds.push(await this.begin(index));
    report(`${jobs} jobs under way`);
    for (let kill = 1; kill <= kills; kill++) {
      await pause(this.random.between(100, 3_500));
      const victim = this.random.pick(VICTIMS);
      report(`kill ${kill} of ${kills}: ${victim}`);
      await this.server.kill(victim, this.random);
      await this.server.start();
      await this.decideAll(jobIds);
    }
    const views = await this.finished(jobIds);
    const submitted = (await (await fetch(`${this.vendors}/_simulator/report`)).json()) as SimulatorReport;
    const brokenFilms = await Promise.all(views.map((view) => this.isBroken(view)));
    return {
      ...{ seed, kills, jobs, decisions: this.decisions },
      submissions: submitted.tasks.length,
      double_billed: submitted.doubleBilled.length,
      lost: await this.lost(submitted, views),
      unfinished: views.filter(({ state }) => state !== 'completed').length,
      broken_films: brokenFilms.filter(Boolean).length,
    };
  }

  /** Starts a job of so many shots. */
  private async begin(index: number): Promise<string> {
    const { shots } = this.options;
    for (let targetDuration = shots * 5; targetDuration <= shots * 10; targetDuration += 5) {
      const project = await this.client.createProject(this.brief(index, targetDuration));
      if (allShots(await this.client.direct(project.id)).length !== shots) continue;
      await this.client.approve(project.id);
      return (await this.client.generate(project.id)).jobId;
    }
    throw new Error(`The director made no plan of ${shots} shots.`);
  }

  private brief(index: number, targetDuration: number): CreateProjectInput {
    const role = { apiKey: 'simulated', baseUrl: `${this.vendors}/fal` };
    return {
      concept: `The ${CONCEPTS[index % CONCEPTS.length]} at first light`,
      ...{ targetDuration, aspectRatio: '1:1', resolution: '720p', style: 'energetic', seed: index },
      config: {
        image: { provider: 'fal-flux', ...role },
        video: { provider: 'fal-kling', model: 'kling-v2.5-turbo-pro', ...role },
      },
    };
  }

  /** Answers every question that a job asks its owner. */
  private async decideAll(jobIds: readonly string[]): Promise<void> {
    for (const jobId of jobIds) {
      const view = await this.client.getJob(jobId);
      for (const task of view.tasks.filter(({ state }) => state === 'outcome_unknown')) {
        this.options.report(`${jobId} asks about ${task.id}: ${task.error?.message}`);
        const path = `${this.server.url}/api/jobs/${jobId}/tasks/${task.id}/decide`;
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(path, { method: 'POST', headers, body: '{"decision":"retry"}' });
        if (answer.ok) this.decisions++;
      }
    }
  }

  private async finished(jobIds: readonly string[]): Promise<JobView[]> {
    const deadline = Date.now() + this.options.patienceSeconds * 1000;
    for (;;) {
      const views = await Promise.all(jobIds.map((jobId) => this.client.getJob(jobId)));
      if (views.every(({ state }) => FINAL_JOB_STATES.has(state)) || Date.now() > deadline) {
        for (const { id, state, reason } of views) if (reason) this.options.report(`${id}: ${state}: ${reason}`);
        return views;
      }
      await this.decideAll(jobIds);
      await pause(500);
    }
  }

  private async isBroken(view: JobView): Promise<boolean> {
    if (view.filmUrl === undefined) return true;
    const input = new Input({ source: new BufferSource(await this.bytes(view.filmUrl)), formats: ALL_FORMATS });
    const track = await input.getPrimaryVideoTrack();
    const frames = (await track?.computePacketStats())?.packetCount;
    input.dispose();
    if (frames !== view.totalFrames) this.options.report(`${view.id}: ${frames} of ${view.totalFrames} frames`);
    return frames !== view.totalFrames;
  }

  /** Results whose marks are in none of the jobs' pictures and clips. */
  private async lost(report: SimulatorReport, views: readonly JobView[]): Promise<number> {
    const kept: string[] = [];
    for (const { tasks } of views) {
      for (const { provider, media } of tasks) {
        if (!provider.startsWith('fal-') || !media?.[0]) continue;
        kept.push(Buffer.from(await this.bytes(media[0].url)).toString('latin1'));
      }
    }
    const made = report.tasks.filter(({ outcome, state }) => outcome === 'completed' && state !== 'cancelled');
    return made.filter(({ id }) => !kept.some((text) => text.includes(`${id}/0`))).length;
  }

  private async bytes(path: string): Promise<ArrayBuffer> {
    return (await this.client.openMedia(path)).arrayBuffer();
  }
}
