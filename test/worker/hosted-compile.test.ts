import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, inject, test } from 'vitest';
import type { KeyCheck } from '../../src/types/providers.ts';
import { api, directedProject, generate, settled } from './client.ts';

const SIMULATOR = inject('simulatorUrl');
const PUBLIC_URL = 'https://films.example';

// The Worker under test runs in this isolate and sees the same bindings.
const bindings = env as { PUBLIC_URL?: string };
afterEach(() => {
  delete bindings.PUBLIC_URL;
});

interface Report {
  tasks: { vendor: string; input?: unknown }[];
  doubleBilled: unknown[];
}
async function report(): Promise<Report> {
  return (await fetch(`${SIMULATOR}/_simulator/report`)).json();
}

const compileWith = (provider: string) => ({
  compile: { provider, apiKey: 'simulated', baseUrl: `${SIMULATOR}/${provider}` },
});

describe.each(['creatomate', 'shotstack'])('a film cut by %s', (provider) => {
  test('is made of our clips by one paid request, and copied here', async () => {
    bindings.PUBLIC_URL = PUBLIC_URL;
    const before = await report();
    const project = await directedProject({ targetDuration: 10, config: compileWith(provider) });
    const job = await settled(await generate(project.id));
    expect(job).toMatchObject({ state: 'completed' });
    // Hosted compilers take the clips as they are.
    expect(new Set(job.tasks.map(({ kind }) => kind))).toEqual(new Set(['keyframe', 'clip', 'film']));
    const film = await api('GET', job.filmUrl ?? '');
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    // The vendor finds our clips under the public address, and no other foreign name is answered.
    const [clip = ''] = job.clipUrls;
    const opened = await api('GET', clip, undefined, { host: new URL(PUBLIC_URL).host });
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect((await api('GET', clip, undefined, { host: 'other.example' })).status).toBe(403);
    const after = await report();
    const paid = after.tasks.slice(before.tasks.length).filter(({ vendor }) => vendor === provider);
    expect(paid).toHaveLength(1);
    expect(after.doubleBilled).toEqual(before.doubleBilled);
    expect(job.cost.actual.compile).toBeGreaterThan(0);
  }, 120_000);

  test('is refused before anything is made where nobody can fetch the clips', async () => {
    const project = await directedProject({ targetDuration: 10, config: compileWith(provider) });
    const checked = await api<{ checks: KeyCheck[] }>('POST', `/api/projects/${project.id}/check?role=compile`);
    expect(JSON.stringify(checked.body)).toContain('set PUBLIC_URL');
    await api('POST', `/api/projects/${project.id}/approve`);
    const refused = await api('POST', `/api/projects/${project.id}/generate`);
    expect(refused.body).toMatchObject({ code: 'unsupported', detail: expect.stringContaining('set PUBLIC_URL') });
  });
});
