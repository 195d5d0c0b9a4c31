import { env, exports } from 'cloudflare:workers';
import { describe, expect, inject, test } from 'vitest';
import type { CostAnswer, JobView, TaskView } from '../../src/types/api.ts';
import type { JobCost, JobEvent } from '../../src/types/job.ts';
import type { Project } from '../../src/types/project.ts';
import { api, directedProject, generate, HOST, settled } from './client.ts';

const SIMULATOR = inject('simulatorUrl');

interface Report {
  tasks: { requestHash: string; model: string }[];
}

async function billed(): Promise<number> {
  const report: Report = await (await fetch(`${SIMULATOR}/_simulator/report`)).json();
  return report.tasks.length;
}

/** A project whose pictures and clips are paid for, at simulated vendors. Clips only, for this is not about films. */
function paidProject(brief: Record<string, unknown> = {}, apiKey = 'simulated'): Promise<Project> {
  const baseUrl = `${SIMULATOR}/fal`;
  const config = {
    image: { provider: 'fal-flux', apiKey, baseUrl },
    video: { provider: 'fal-kling', apiKey, baseUrl },
    compile: { provider: 'none' },
  };
  // A seed of its own keeps what one test asks for apart from what the others do.
  return directedProject({ targetDuration: 10, seed: Math.floor(Math.random() * 1e9), config, ...brief });
}

async function view(jobId: string): Promise<JobView> {
  return (await api<JobView>('GET', `/api/jobs/${jobId}`)).body;
}

async function until(jobId: string, reached: (job: JobView) => boolean): Promise<JobView> {
  for (let tries = 0; tries < 300; tries++) {
    const job = await view(jobId);
    if (reached(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`job ${jobId} never got there: ${(await view(jobId)).state}`);
}

function first(job: JobView, kind: TaskView['kind']): TaskView {
  const task = job.tasks.find((candidate) => candidate.kind === kind);
  if (!task) throw new Error(`no ${kind}`);
  return task;
}

const order = (jobId: string, what: string, body?: unknown) => api<JobView>('POST', `/api/jobs/${jobId}/${what}`, body);

describe('keyframes are reviewed', () => {
  test('a job stops after them, has one made anew and one replaced, and goes on when they are approved', async () => {
    const project = await paidProject({ reviewKeyframes: true });
    const jobId = await generate(project.id);
    const waiting = await until(jobId, ({ state }) => state === 'awaiting_review');
    expect(waiting.progress.clips.done).toBe(0);
    expect(waiting.reason).toContain('Approve');
    const keyframe = first(waiting, 'keyframe');
    const picture = keyframe.media?.[0];

    const locked = await order(jobId, `tasks/${keyframe.id}/lock`, { locked: true });
    expect(first(locked.body, 'keyframe').locked).toBe(true);
    expect((await order(jobId, `tasks/${keyframe.id}/regenerate`)).status).toBe(409);
    await order(jobId, `tasks/${keyframe.id}/lock`, { locked: false });
    const before = await billed();
    expect((await order(jobId, `tasks/${keyframe.id}/regenerate`)).status).toBe(200);
    const anew = await until(jobId, ({ state }) => state === 'awaiting_review');
    expect(first(anew, 'keyframe').media?.[0]?.sha256).not.toBe(picture?.sha256);
    expect((await billed()) - before).toBe(1);

    const replaced = await upload(jobId, keyframe.id, await pictureBytes(picture?.url ?? ''), 'image/jpeg');
    expect(first(replaced.body, 'keyframe')).toMatchObject({ origin: 'uploaded', locked: true });
    expect(first(replaced.body, 'keyframe').media?.[0]?.sha256).toBe(picture?.sha256);

    await order(jobId, 'approve');
    const done = await settled(jobId);
    expect(done.state).toBe('completed');
    expect(first(done, 'keyframe').origin).toBe('uploaded');
  });

  test('what is no picture is refused, and changes nothing', async () => {
    const jobId = await generate((await paidProject({ reviewKeyframes: true })).id);
    const keyframe = first(await until(jobId, ({ state }) => state === 'awaiting_review'), 'keyframe');
    const text = Uint8Array.from('<svg onload=alert(1)>', (character) => character.charCodeAt(0));
    expect((await upload(jobId, keyframe.id, text, 'image/jpeg')).status).toBe(502);
    expect((await upload(jobId, keyframe.id, text, 'text/html')).status).toBe(415);
    expect(first(await view(jobId), 'keyframe')).toEqual(keyframe);
  });
});

function upload(jobId: string, taskId: string, bytes: Uint8Array<ArrayBuffer>, type: string) {
  const request = new Request(`http://${HOST}/api/jobs/${jobId}/tasks/${taskId}/media`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body: bytes,
  });
  return exports.default.fetch(request).then(async (response) => ({
    status: response.status,
    body: (await response.json()) as JobView,
  }));
}

async function pictureBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await exports.default.fetch(new Request(`http://${HOST}${url}`));
  return new Uint8Array(await response.arrayBuffer());
}

describe('money', () => {
  test('a job pauses at its budget with what it lacks, and goes on when it is raised', async () => {
    const project = await paidProject({ budgetUsd: 0.2 });
    const jobId = await generate(project.id);
    const paused = await until(jobId, ({ state }) => state === 'paused');
    expect(paused.reason).toMatch(/lacks \$0\.\d+/);
    const cost = await api<JobCost>('GET', `/api/jobs/${jobId}/cost`);
    expect(cost.body.reservedUsd + cost.body.spentUsd).toBeLessThanOrEqual(0.2);
    expect((await api('PATCH', `/api/projects/${project.id}`, { budgetUsd: 50 })).status).toBe(200);
    expect((await settled(jobId)).state).toBe('completed');
    const after = await api<JobCost>('GET', `/api/jobs/${jobId}/cost`);
    expect(after.body.charges.length).toBe((await view(jobId)).progress.total);
    expect(after.body.reservedUsd).toBe(0);
  });

  test('what was made is not paid for again: an edited motion costs one clip', async () => {
    const project = await paidProject();
    const path = `/api/projects/${project.id}`;
    const whole = await api<CostAnswer>('GET', `${path}/cost`);
    expect(whole.body.toPay?.total).toBeGreaterThan(0);
    expect((await settled(await generate(project.id))).state).toBe('completed');
    expect((await api<CostAnswer>('GET', `${path}/cost`)).body.toPay).toMatchObject({ total: 0, imageCount: 0 });

    await api('DELETE', `${path}/approve`);
    await api('PATCH', `${path}/direction/shots/1`, { motionPrompt: 'Sparks drift up while the blade cools.' });
    expect((await api<CostAnswer>('GET', `${path}/cost`)).body.toPay).toMatchObject({ imageCount: 0, videoCount: 1 });
    const before = await billed();
    expect((await settled(await generate(project.id))).state).toBe('completed');
    expect((await billed()) - before).toBe(1);
  });

  test('a refused key holds the job; a new key and resume let it go on', async () => {
    const project = await paidProject({}, 'invalid-key');
    const jobId = await generate(project.id);
    const held = await until(jobId, ({ state }) => state === 'paused');
    expect(held.reason).toContain('key');
    expect(held.tasks.some((task) => task.state === 'failed')).toBe(false);
    await api('PATCH', `/api/projects/${project.id}`, { keys: { image: 'simulated', video: 'simulated' } });
    await order(jobId, 'resume');
    expect((await settled(jobId)).state).toBe('completed');
  });
});

describe('steering', () => {
  test('a paused job submits nothing new and says so', async () => {
    const jobId = await generate((await paidProject({ reviewKeyframes: true })).id);
    await until(jobId, ({ state }) => state === 'awaiting_review');
    const paused = await order(jobId, 'pause');
    expect(paused.body).toMatchObject({ state: 'paused', reason: expect.stringContaining('Resume') });
    await order(jobId, 'approve');
    expect((await view(jobId)).progress.clips.done).toBe(0);
    await order(jobId, 'resume');
    expect((await settled(jobId)).state).toBe('completed');
  });

  test('a deleted project leaves no media, no job and no line in the list', async () => {
    const project = await paidProject();
    const jobId = await generate(project.id);
    await settled(jobId);
    expect((await env.MEDIA.list({ prefix: `${project.id}/` })).objects.length).toBeGreaterThan(0);
    expect((await api('DELETE', `/api/projects/${project.id}`)).status).toBe(204);
    expect((await env.MEDIA.list({ prefix: `${project.id}/` })).objects).toEqual([]);
    expect((await api('GET', `/api/projects/${project.id}`)).status).toBe(404);
    expect((await api('GET', `/api/jobs/${jobId}`)).status).toBe(404);
    expect((await api('GET', '/api/projects')).text).not.toContain(project.id);
  });

  test('a deleted job takes its own media along; what another job has stays, and what was spent still counts', async () => {
    const project = await paidProject({ budgetUsd: 50 });
    const path = `/api/projects/${project.id}`;
    const firstJob = await generate(project.id);
    await settled(firstJob);
    await api('DELETE', `${path}/approve`);
    await api('PATCH', `${path}/direction/shots/1`, { motionPrompt: 'The crowd of sparks thins out to the left.' });
    const secondJob = await generate(project.id);
    expect((await api('DELETE', `/api/jobs/${firstJob}`)).status).toBe(409);
    const second = await settled(secondJob);
    const keys = async () => (await env.MEDIA.list({ prefix: `${project.id}/` })).objects.map(({ key }) => key).sort();
    const all = await keys();
    const spent = (await api<JobCost>('GET', `/api/jobs/${firstJob}/cost`)).body.spentUsd;

    expect((await api('DELETE', `/api/jobs/${firstJob}`)).status).toBe(204);
    expect((await api('GET', `/api/jobs/${firstJob}`)).status).toBe(404);
    const kept = second.tasks.flatMap(({ media = [] }) => media.map(({ key }) => key)).sort();
    expect(await keys()).toEqual([...new Set(kept)]);
    expect((await keys()).length).toBe(all.length - 1);

    expect((await api('DELETE', `/api/jobs/${secondJob}`)).status).toBe(204);
    expect(await keys()).toEqual([]);
    expect((await api<Project>('GET', path)).body).not.toHaveProperty('jobId');
    const third = await settled(await generate(project.id));
    expect(third).toMatchObject({ state: 'completed' });
    expect(third.tasks.some((task) => task.reused)).toBe(false);
    const cost = await api<JobCost>('GET', `/api/jobs/${third.id}/cost`);
    expect(cost.body.spentBeforeUsd).toBeGreaterThan(spent);
  });

  test('a webhook with an unknown token is nobody’s', async () => {
    const jobId = await generate((await paidProject()).id);
    const done = await settled(jobId);
    const path = `/api/webhooks/${jobId}/${first(done, 'clip').id}/${'0'.repeat(40)}`;
    expect((await api('POST', path, { status: 'OK' })).status).toBe(404);
    expect((await api('POST', '/api/webhooks/x/y/z', {})).status).toBe(404);
  });

  test('a WebSocket gets every event once, from any cursor', async () => {
    const jobId = await generate((await paidProject()).id);
    const done = await settled(jobId);
    const all = await hear(jobId, 0, done.cursor);
    expect(all.map((event) => event.cursor)).toEqual(Array.from({ length: done.cursor }, (_, index) => index + 1));
    const half = Math.floor(done.cursor / 2);
    expect(await hear(jobId, half, done.cursor)).toEqual(all.slice(half));
  });
});

async function hear(jobId: string, after: number, last: number): Promise<JobEvent[]> {
  const request = new Request(`http://${HOST}/api/jobs/${jobId}/events?after=${after}`, {
    headers: { upgrade: 'websocket' },
  });
  const { webSocket } = await exports.default.fetch(request);
  if (!webSocket) throw new Error('no WebSocket');
  const events: JobEvent[] = [];
  return new Promise((resolve) => {
    webSocket.addEventListener('message', ({ data }) => {
      const event = JSON.parse(String(data)) as JobEvent;
      events.push(event);
      if (event.cursor !== last) return;
      webSocket.close();
      resolve(events);
    });
    webSocket.accept();
  });
}
