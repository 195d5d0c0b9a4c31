import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../cli/client.ts';
import { type Instance, startInstance } from '../cli/instance/index.ts';
import { freePort } from '../cli/instance/ports.ts';
import type { CreateProjectInput } from '../src/types/api.ts';
import type { JobState } from '../src/types/job.ts';
import { startSimulatorProcess } from '../test/simulator/process.ts';
import type { SimulatorReport } from '../test/simulator/protocol.ts';

/** How a rehearsal is set up. */
export interface RehearsalOptions {
  /** Mean seconds to a result as the simulator takes them, such as `llm=2,image=3,video=10`. */
  latency: string;
  seed?: number;
  /** Whether the simulated vendors can call the instance. */
  webhooks: boolean;
  /** Submissions allowed at once, by vendor. Default: the server's own. */
  limits?: Record<string, number>;
  /** Whether the log tells how late wake-ups come. Default false. */
  logWakeLag?: boolean;
}

/** A local instance as the CLI starts it, and the simulated vendors in a process of their own. */
export class Rehearsal {
  readonly client: Client;
  readonly instance: Instance;
  readonly simulator: string;
  private readonly vendors: ChildProcess;
  private readonly directory: string;

  private constructor(parts: { instance: Instance; simulator: string; vendors: ChildProcess; directory: string }) {
    this.client = new Client(parts.instance.url);
    this.instance = parts.instance;
    this.simulator = parts.simulator;
    this.vendors = parts.vendors;
    this.directory = parts.directory;
  }

  static async start(options: RehearsalOptions): Promise<Rehearsal> {
    const directory = await mkdtemp(join(tmpdir(), 'p2v-bench-'));
    const { url: simulator, child: vendors } = await startSimulatorProcess(options);
    const port = await freePort('127.0.0.1');
    const instance = await startInstance({
      dataDirectory: join(directory, 'data'),
      port,
      environment: {
        ...(options.webhooks ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
        ...(options.logWakeLag ? { LOG_WAKE_LAG: '1' } : {}),
        ...(options.limits ? { PROVIDER_LIMITS: JSON.stringify(options.limits) } : {}),
      },
    });
    return new Rehearsal({ instance, simulator, vendors, directory });
  }

  /** Every paid role at the simulated vendors; single clips instead of a film. */
  config(): CreateProjectInput['config'] {
    const role = { apiKey: 'simulated', baseUrl: `${this.simulator}/fal` };
    return {
      llm: { provider: 'openrouter', apiKey: 'simulated', baseUrl: `${this.simulator}/openrouter` },
      image: { provider: 'fal-flux', ...role },
      video: { provider: 'fal-kling', ...role },
      compile: { provider: 'none' },
    };
  }

  /** What the simulated vendors have done and would have billed. */
  async report(): Promise<SimulatorReport> {
    return (await (await fetch(`${this.simulator}/_simulator/report`)).json()) as SimulatorReport;
  }

  /** Waits until a job's own event log says that it is over. @throws Error when it is not completed. */
  async completed(jobId: string): Promise<void> {
    const over: ReadonlySet<string> = new Set<JobState>(['completed', 'failed', 'cancelled', 'paused']);
    const stop = new AbortController();
    for await (const event of this.client.events(jobId, 0, stop.signal)) {
      if (event.type !== 'job-state' || !over.has(event.state)) continue;
      stop.abort();
      if (event.state !== 'completed') throw new Error(`job ${jobId} is ${event.state}: ${event.message}`);
      return;
    }
  }

  async stop(): Promise<void> {
    await this.instance.close();
    const gone = new Promise((resolve) => this.vendors.once('exit', resolve));
    this.vendors.kill('SIGTERM');
    await gone;
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
