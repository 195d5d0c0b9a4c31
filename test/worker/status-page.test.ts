import { exports } from 'cloudflare:workers';
import { expect, inject, test } from 'vitest';
import type { JobView } from '../../src/types/api.ts';
import type { Project } from '../../src/types/project.ts';
import { api, directedProject, generate, HOST, newProject, settled } from './client.ts';

const page = () => api('GET', '/');
/** The part of the page that is about one project. */
async function article({ id }: Pick<Project, 'id'>): Promise<string> {
  const { text } = await page();
  return text.split('<article>').find((part) => part.includes(id)) ?? '';
}

/** Address of a clip of some other film. */
async function anyClip(): Promise<string> {
  const { id } = await directedProject({ config: { compile: { provider: 'none' } } });
  return (await settled(await generate(id))).clipUrls[0] ?? '';
}

test('shows projects by name, and nothing of theirs runs there', async () => {
  const project = await newProject({ name: '<script>alert(1)</script> & "friends"' });
  const { status, headers, text } = await page();
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  expect(await article(project)).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;friends&quot;');
  expect(text).not.toContain('<script>alert');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-([\w-]+)'; script-src 'nonce-\1';/);
  expect(policy).not.toContain('unsafe');
});

test('shows a film while it is made: how far it is, where to watch it, what was refused; and then the film', async () => {
  const baseUrl = `${inject('simulatorUrl')}/fal`;
  const video = { provider: 'fal-kling', apiKey: 'simulated', baseUrl };
  const project = await directedProject({ targetDuration: 10, reviewKeyframes: true, config: { video } });
  expect(await article(project)).toContain('planned');
  const jobId = await generate(project.id);
  let job: JobView;
  do job = (await api<JobView>('GET', `/api/jobs/${jobId}`)).body;
  while (job.state !== 'awaiting_review');
  const waiting = await article(project);
  expect(waiting).toContain('awaiting review');
  expect(waiting).toMatch(/Keyframes <span>(\d+)\/\1<\/span>/);
  expect(waiting).toContain(`<img loading="lazy" alt="First frame of shot 1" src="/api/media/${project.id}/`);
  expect(waiting).not.toContain('watch.m3u8');

  // A clip is there, and the film cannot be finished yet.
  const clip = await exports.default.fetch(new Request(`http://${HOST}${await anyClip()}`));
  const place = new Request(`http://${HOST}/api/jobs/${jobId}/tasks/clip-1/media`, {
    ...{ method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: await clip.arrayBuffer() },
  });
  expect((await exports.default.fetch(place)).status).toBe(200);
  expect(await article(project)).toContain(`<a href="/api/jobs/${jobId}/watch.m3u8">`);

  await api('POST', `/api/jobs/${jobId}/approve`);
  const made = await settled(jobId);
  const done = await article(project);
  expect(done).not.toContain('watch.m3u8');
  expect(done).toContain(`<video controls preload="none" poster="/api/media/`);
  expect(done).toContain(`src="${made.filmUrl}"`);
  expect(done).toContain(`/api/projects/${project.id}/exports/pdf`);
}, 90_000);

test('says what went wrong, where single clips are all there is to come', async () => {
  const baseUrl = `${inject('simulatorUrl')}/fal`;
  const config = { video: { provider: 'fal-kling', apiKey: 'an-invalid-key', baseUrl }, compile: { provider: 'none' } };
  const project = await directedProject({ targetDuration: 5, config });
  const job = await settled(await generate(project.id));
  const shown = await article(project);
  expect(shown).toContain(job.state);
  expect(shown).toMatch(/<p class="reason">.*key/);
  expect(shown).not.toContain('Film <span>');
});
