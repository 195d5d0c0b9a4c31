import { describe, expect, test } from 'vitest';
import { type JobView, JobViewSchema } from '../../src/types/api.ts';
import { JobEventSchema } from '../../src/types/job.ts';
import {
  CostEstimateSchema,
  type Project,
  ProjectSchema,
  type VideoDirection,
  VideoDirectionSchema,
} from '../../src/types/project.ts';
import { api, directedProject, generate, newProject, settled } from './client.ts';

test('the whole way of the plan: create, direct, refine, edit, approve, generate, watch, fetch', async () => {
  const project = await newProject({ name: 'Forge', targetDuration: 10 });
  expect(ProjectSchema.parse(project)).toMatchObject({
    name: 'Forge',
    directionVersion: 0,
    config: { llm: { provider: 'local' } },
  });

  const directed = await api<VideoDirection>('POST', `/api/projects/${project.id}/direct`);
  expect(directed.status).toBe(200);
  const direction = VideoDirectionSchema.parse(directed.body);
  expect(direction.totalDuration).toBe(10);
  expect(direction.estimatedCost.total).toBe(0);

  const refined = await api<VideoDirection>('POST', `/api/projects/${project.id}/refine`, {
    feedback: 'make it darker',
  });
  expect(refined.status).toBe(200);

  const shot = refined.body.scenes[0]?.shots[0];
  const edited = await api<VideoDirection>('PATCH', `/api/projects/${project.id}/direction/shots/${shot?.id}`, {
    cameraMove: 'crane_up',
    colorPalette: null,
  });
  expect(edited.body.scenes[0]?.shots[0]).toMatchObject({ id: shot?.id, cameraMove: 'crane_up' });
  expect(edited.body.scenes[0]?.shots[0]).not.toHaveProperty('colorPalette');
  expect((await api('GET', `/api/projects/${project.id}/direction`)).body).toEqual(edited.body);
  CostEstimateSchema.parse((await api('GET', `/api/projects/${project.id}/cost`)).body);

  const jobId = await generate(project.id);
  const job = await settled(jobId);
  expect(job.reason).toBeUndefined();
  expect(JobViewSchema.parse(job)).toMatchObject({
    state: 'completed',
    totalFrames: 240,
    cost: { actual: { total: 0 } },
  });
  expect(job.progress.done).toBe(job.progress.total);

  const film = await api('GET', job.filmUrl ?? '');
  expect(film.status).toBe(200);
  expect(film.headers.get('content-type')).toBe('video/mp4');
  const listed = await api<{ projects: { id: string }[] }>('GET', '/api/projects');
  expect(listed.body.projects.map(({ id }) => id)).toContain(project.id);
  const stored = await api<Project>('GET', `/api/projects/${project.id}`);
  expect(stored.body).toMatchObject({ jobId, approvedVersion: 3, directionVersion: 3 });
});

describe('a finished job', () => {
  test('keeps its events, and gives them again from any cursor', async () => {
    const project = await directedProject();
    const jobId = await generate(project.id);
    await settled(jobId);
    const read = async (headers: Record<string, string>, query = '') => {
      const { text, headers: answered } = await api('GET', `/api/jobs/${jobId}/events${query}`, undefined, headers);
      expect(answered.get('content-type')).toBe('text/event-stream');
      return [...text.matchAll(/^id: (\d+)\nevent: (\S+)\ndata: (.*)$/gm)].map(([, id, , data]) => {
        const event = JobEventSchema.parse(JSON.parse(data ?? ''));
        expect(event.cursor).toBe(Number(id));
        return event;
      });
    };
    const all = await read({});
    expect(all.map((event) => event.cursor)).toEqual(all.map((_, index) => index + 1));
    expect(all.at(-1)).toMatchObject({ type: 'job-state', state: 'completed' });
    expect(await read({ 'last-event-id': '3' })).toEqual(all.slice(3));
    expect(await read({}, '?after=5')).toEqual(all.slice(5));
    expect((await api('GET', `/api/jobs/${jobId}/events?after=-1`)).status).toBe(400);
  });

  test('gives its film in parts to players that seek', async () => {
    const project = await directedProject();
    const { filmUrl = '' } = await settled(await generate(project.id));
    const whole = await api('GET', filmUrl);
    const size = Number(whole.headers.get('content-length'));
    const part = await api('GET', filmUrl, undefined, { range: 'bytes=4-7' });
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, 'ftyp', `bytes 4-7/${size}`]);
    const tail = await api('GET', filmUrl, undefined, { range: 'bytes=-10' });
    expect([tail.status, tail.headers.get('content-length')]).toEqual([206, '10']);
    const open = await api('GET', filmUrl, undefined, { range: `bytes=${size - 5}-` });
    expect(open.headers.get('content-range')).toBe(`bytes ${size - 5}-${size - 1}/${size}`);
    const beyond = await api('GET', filmUrl, undefined, { range: `bytes=${size}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    expect((await api('GET', filmUrl, undefined, { range: 'bytes=9-3' })).status).toBe(200);
    const etag = whole.headers.get('etag') ?? '';
    expect((await api('GET', filmUrl, undefined, { 'if-none-match': etag })).status).toBe(304);
  });

  test('is not made again: a second job reuses everything, and after an edit only what changed is made', async () => {
    const project = await directedProject({ targetDuration: 20 });
    await settled(await generate(project.id));
    const again = await settled(await generate(project.id));
    expect(again.tasks.every((task) => task.reused)).toBe(true);
    const edited = project.direction.scenes.flatMap((scene) => scene.shots)[1];
    await api('DELETE', `/api/projects/${project.id}/approve`);
    await api('PATCH', `/api/projects/${project.id}/direction/shots/${edited?.id}`, {
      cameraMove: edited?.cameraMove === 'push_in' ? 'pull_out' : 'push_in',
    });
    const after = await settled(await generate(project.id));
    const made = after.tasks.filter((task) => !task.reused);
    expect(made.every((task) => task.shotId === edited?.id || task.kind === 'film')).toBe(true);
    expect(made.map((task) => task.kind)).toContain('clip');
  });

  test('that returns single clips has no film', async () => {
    const project = await directedProject({ targetDuration: 10, config: { compile: { provider: 'none' } } });
    const job = await settled(await generate(project.id));
    expect(job).toMatchObject({ state: 'completed', progress: { film: { done: 0, total: 0 } } });
    expect(job.filmUrl).toBeUndefined();
    expect(job.clipUrls).toHaveLength(job.progress.clips.total);
    expect((await api('GET', job.clipUrls[0] ?? '')).status).toBe(200);
  });
});

describe('order', () => {
  test('every step out of order is a 409 that says what to do', async () => {
    const project = await newProject();
    const path = `/api/projects/${project.id}`;
    const expectConflict = async (method: string, url: string, says: string, body?: unknown) => {
      const answer = await api(method, url, body);
      expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', status: 409 } });
      expect(answer.body.detail).toContain(says);
    };
    await expectConflict('POST', `${path}/approve`, '/direct');
    await expectConflict('POST', `${path}/generate`, '/direct');
    await expectConflict('GET', `${path}/direction`, '/direct');
    await expectConflict('GET', `${path}/cost`, '/direct');
    await expectConflict('POST', `${path}/refine`, '/direct', { feedback: 'longer' });
    await api('POST', `${path}/direct`);
    await expectConflict('POST', `${path}/generate`, '/approve');
    await api('POST', `${path}/approve`);
    await expectConflict('POST', `${path}/refine`, 'DELETE', { feedback: 'longer' });
    await expectConflict('POST', `${path}/direct`, 'DELETE');
    await expectConflict('PATCH', `${path}/direction/shots/1`, 'DELETE', { cameraMove: 'static' });
    const { body } = await api<{ jobId: string }>('POST', `${path}/generate`);
    await expectConflict('POST', `${path}/generate`, body.jobId);
    await expectConflict('POST', `${path}/direct`, body.jobId);
    await expectConflict('DELETE', `${path}/approve`, body.jobId);
    await settled(body.jobId);
    await expectConflict('POST', `/api/jobs/${body.jobId}/cancel`, 'completed');
    await expectConflict('POST', `/api/jobs/${body.jobId}/retry`, 'completed');
    await expectConflict('POST', `/api/jobs/${body.jobId}/tasks/film/decide`, 'completed', { decision: 'retry' });
  });

  test('two changes at once do not overwrite each other', async () => {
    const project = await newProject();
    const answers = await Promise.all([1, 2, 3].map(() => api('POST', `/api/projects/${project.id}/direct`)));
    expect(answers.map((answer) => answer.status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
    const stored = await api<Project>('GET', `/api/projects/${project.id}`);
    expect(stored.body.directionVersion).toBe(answers.filter((answer) => answer.status === 200).length);
  });

  test('a cancelled job stops, and can be run again', async () => {
    const project = await directedProject({ targetDuration: 30 });
    const jobId = await generate(project.id);
    const cancelled = await api<JobView>('POST', `/api/jobs/${jobId}/cancel`);
    expect(cancelled.body.state).toBe('cancelled');
    const retried = await api<JobView>('POST', `/api/jobs/${jobId}/retry`);
    expect(retried.status).toBe(200);
    expect(await settled(jobId)).toMatchObject({ state: 'completed' });
  });
});
