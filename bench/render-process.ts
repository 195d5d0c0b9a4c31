import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type RenderJob, type RenderResult, RenderStatusSchema } from '../src/types/render.ts';

const SECRET = 'bench';
/** `/proc` counts processor time in hundredths of a second on every Linux. */
const TICKS_PER_SECOND = 100;

/** Processor seconds of a process and of those of its children that have ended. */
export function processorSeconds(pid: number | 'self'): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / TICKS_PER_SECOND;
}

/** A render service in a process of its own, spoken to as the Worker does. */
export class RenderProcess {
  private readonly child: ChildProcess;
  private readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
  }

  static async start(directory: string): Promise<RenderProcess> {
    const child = spawn(process.execPath, ['render/main.ts'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, RENDER_DIRECTORY: directory, RENDER_SECRET: SECRET, RENDER_EXIT_WITH_PARENT: '1' },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (line: Buffer) => resolve((JSON.parse(line.toString()) as { url: string }).url));
      child.once('exit', () => reject(new Error('The render service did not start.')));
    });
    return new RenderProcess(child, url);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Uploads a file; @returns its hash. */
  async upload(path: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const sha256 = hash.digest('hex');
    const headers = { 'content-length': String((await stat(path)).size) };
    await this.call('PUT', `/blobs/${sha256}`, createReadStream(path), headers);
    return sha256;
  }

  /** Runs a job to its end. */
  async run(job: RenderJob): Promise<RenderResult & { id: string }> {
    let response = await this.call('POST', '/jobs', JSON.stringify(job));
    for (;;) {
      const status = RenderStatusSchema.parse(await response.json());
      if (status.status === 'completed') return { ...status.result, id: status.id };
      if (status.status === 'failed') throw new Error(`${job.kind}: ${status.error.message}`);
      response = await this.call('GET', `/jobs/${status.id}?waitMs=20000`);
    }
  }

  async download(sha256: string, path: string): Promise<void> {
    const headers = { authorization: `Bearer ${SECRET}` };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${this.url}/v1/blobs/${sha256}`, { headers }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) throw new Error(`GET of a result: ${response.statusCode}`);
    await pipeline(response, createWriteStream(path));
  }

  /** Resolves when the service has nothing to do: after its start it loads fonts and compiles code. */
  async settled(): Promise<void> {
    for (let before = -1, now = 0; now !== before; ) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 500));
      now = processorSeconds(this.pid);
    }
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }

  private async call(
    method: string,
    path: string,
    body?: string | AsyncIterable<Uint8Array>,
    headers = {},
  ): Promise<Response> {
    const init = { method, headers: { authorization: `Bearer ${SECRET}`, ...headers } };
    const response = await fetch(
      `${this.url}/v1${path}`,
      body === undefined ? init : ({ ...init, body, duplex: 'half' } as RequestInit),
    );
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
