import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './support.ts';

const ENTRY = fileURLToPath(new URL('../../render/main.ts', import.meta.url));

function start(environment: Record<string, string>, stdin: 'pipe' | 'ignore' = 'pipe'): ChildProcess {
  return spawn(process.execPath, [ENTRY], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: [stdin, 'pipe', 'pipe'],
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));

async function ready(child: ChildProcess): Promise<string> {
  const line = await new Promise<string>((resolve) => child.stdout?.once('data', (data) => resolve(String(data))));
  return JSON.parse(line).url;
}

describe('main', () => {
  it('serves until its parent goes away', async () => {
    const child = start({ RENDER_DIRECTORY: temporaryFolder(), RENDER_SECRET: 's', RENDER_EXIT_WITH_PARENT: '1' });
    const url = await ready(child);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
  });

  it('keeps running without a parent unless told otherwise, and ends on a signal', async () => {
    const child = start({ RENDER_DIRECTORY: temporaryFolder(), RENDER_SECRET: 's' }, 'ignore');
    const url = await ready(child);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it('says what is missing', async () => {
    const child = start({});
    let complaint = '';
    child.stderr?.on('data', (text) => {
      complaint += text;
    });
    expect(await ended(child)).toBe(1);
    expect(complaint).toContain('Set RENDER_DIRECTORY and RENDER_SECRET.');
  });
});
