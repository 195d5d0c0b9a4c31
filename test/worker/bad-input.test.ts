import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { ProblemSchema } from '../../src/types/api.ts';
import { api, BRIEF, directedProject, HOST, newProject } from './client.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('POST /api/projects', () => {
  const bad: [what: string, change: Record<string, unknown>, path: string][] = [
    ['an empty concept', { concept: '' }, 'concept'],
    ['a blank concept', { concept: ' \n ' }, 'concept'],
    ['a concept of 50,000 characters', { concept: 'a'.repeat(50_000) }, 'concept'],
    ['a missing concept', { concept: undefined }, 'concept'],
    ['duration 0', { targetDuration: 0 }, 'targetDuration'],
    ['duration 4', { targetDuration: 4 }, 'targetDuration'],
    ['duration 3601', { targetDuration: 3601 }, 'targetDuration'],
    ['duration "abc"', { targetDuration: 'abc' }, 'targetDuration'],
    ['an unknown style', { style: 'baroque' }, 'style'],
    ['an unknown aspect', { aspectRatio: '4:3' }, 'aspectRatio'],
    ['an unknown resolution', { resolution: '8k' }, 'resolution'],
    ['an unknown frame rate', { frameRate: 23 }, 'frameRate'],
    ['an unknown provider', { config: { video: { provider: 'nobody' } } }, 'config.video.provider'],
    ['a paid provider without a key', { config: { image: { provider: 'fal-flux' } } }, 'config.image.apiKey'],
    ['an address that is none', { config: { llm: { provider: 'local', baseUrl: 'ftp://x' } } }, 'config.llm.baseUrl'],
    [
      'an address with a password',
      { config: { llm: { provider: 'local', baseUrl: 'https://a:b@x' } } },
      'config.llm.baseUrl',
    ],
    [
      'constraints that leave no room',
      { targetDuration: 60, constraints: { maxScenes: 1, maxShotsPerScene: 1 } },
      'constraints',
    ],
    [
      'a word both required and avoided',
      { constraints: { mustInclude: ['Fire'], avoid: ['fire'] } },
      'constraints.mustInclude[0]',
    ],
    ['a field nobody knows', { colour: 'red' }, 'colour'],
    ['a negative budget', { budgetUsd: -1 }, 'budgetUsd'],
    ['a seed that is no whole number', { seed: 1.5 }, 'seed'],
  ];
  test.each(bad)('%s is a 400 that names the field', async (_what, change, path) => {
    const { status, headers, body } = await api('POST', '/api/projects', { ...BRIEF, ...change });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(ProblemSchema.parse(body)).toMatchObject({ code: 'invalid_input', status: 400 });
    expect(body.errors?.map((error) => error.path)).toContain(path);
    expect(body.detail).toContain(path);
  });

  test('every offending field is named at once', async () => {
    const { body } = await api('POST', '/api/projects', { concept: '', targetDuration: 0, style: 'x' });
    expect(body.errors?.map((error) => error.path).sort()).toEqual(['concept', 'style', 'targetDuration']);
  });

  test.each([
    ['cut off', '{"concept": "a'],
    ['empty', ''],
    ['not JSON', 'concept=a'],
  ])('a body that is %s is a 400', async (_what, body) => {
    const answer = await api('POST', '/api/projects', body, JSON_TYPE);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test.each(['null', '[]', '"text"', '7'])('JSON that is no object (%s) is a 400', async (body) => {
    expect(await api('POST', '/api/projects', body, JSON_TYPE)).toMatchObject({ status: 400 });
  });

  test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', ''])(
    'content type "%s" is a 415',
    async (type) => {
      const answer = await api('POST', '/api/projects', JSON.stringify(BRIEF), { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    },
  );

  test('a body over 1 MB is a 413, whatever length it claims', async () => {
    const answer = await api('POST', '/api/projects', { ...BRIEF, name: 'x'.repeat(1_000_001) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });
});

describe('unknown things', () => {
  test.each([
    ['GET', '/api/projects/nobody'],
    ['GET', `/api/projects/prj_${'0'.repeat(32)}`],
    ['GET', `/api/projects/prj_${'0'.repeat(32)}/direction`],
    ['POST', `/api/projects/prj_${'0'.repeat(32)}/direct`],
    ['POST', `/api/projects/prj_${'0'.repeat(32)}/approve`],
    ['POST', `/api/projects/prj_${'0'.repeat(32)}/generate`],
    ['GET', '/api/jobs/nobody'],
    ['GET', '/api/jobs/00000000-0000-0000-0000-000000000000'],
    ['GET', '/api/jobs/00000000-0000-0000-0000-000000000000/events'],
    ['POST', '/api/jobs/00000000-0000-0000-0000-000000000000/cancel'],
    ['GET', '/api/media/prj_1/film.mp4'],
    ['GET', `/api/media/prj_${'0'.repeat(32)}/${'0'.repeat(64)}.mp4`],
    ['GET', '/api/media/..%2f..%2fetc/passwd'],
    ['GET', '/api/providers/nothing/models'],
    ['GET', '/api/nothing'],
    ['GET', '/nothing'],
  ])('%s %s is a 404 problem', async (method, path) => {
    const answer = await api(method, path);
    expect(answer.status).toBe(404);
    expect(ProblemSchema.parse(answer.body).code).toBe('not_found');
  });

  test('asking about an unknown id leaves no rows behind', async () => {
    const id = `prj_${'a'.repeat(32)}`;
    await api('GET', `/api/projects/${id}`);
    await runInDurableObject(env.PROJECT.get(env.PROJECT.idFromName(id)), (_instance, state) => {
      expect(
        state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
      ).toEqual([]);
    });
  });

  test('a shot that does not exist, an edit of nothing, an edit out of bounds', async () => {
    const { id } = await directedProject();
    const shots = `/api/projects/${id}/direction/shots`;
    expect(await api('PATCH', `${shots}/999`, { cameraMove: 'static' })).toMatchObject({ status: 404 });
    expect(await api('PATCH', `${shots}/one`, { cameraMove: 'static' })).toMatchObject({ status: 404 });
    expect(await api('PATCH', `${shots}/1`, {})).toMatchObject({ status: 400 });
    expect(await api('PATCH', `${shots}/1`, { duration: 11 })).toMatchObject({ status: 400 });
    expect(await api('PATCH', `${shots}/1`, { cameraMove: 'spin' })).toMatchObject({ status: 400 });
    expect(await api('POST', `/api/projects/${id}/refine`, { feedback: '' })).toMatchObject({ status: 400 });
    expect(await api('POST', `/api/projects/${id}/refine`, { feedback: 'longer', shotId: 999 })).toMatchObject({
      status: 404,
    });
    expect(await api('GET', `/api/projects/${id}/cost?config=other`)).toMatchObject({ status: 400 });
  });

  test('a provider that this server cannot run is refused in a sentence, before anything is sent', async () => {
    const { id } = await newProject({ config: { llm: { provider: 'workers-ai' } } });
    const answer = await api('POST', `/api/projects/${id}/direct`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'unsupported', provider: 'workers-ai' } });
  });
});

describe('foreign pages', () => {
  test('another host name is refused (DNS rebinding)', async () => {
    expect(await api('GET', '/api/projects', undefined, { host: 'evil.example' })).toMatchObject({ status: 403 });
  });

  test('a change sent by another site’s page is refused, its own page’s and a program’s are not', async () => {
    const foreign = await api('POST', '/api/projects', BRIEF, { origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await api('POST', '/api/projects', BRIEF, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
    });
    expect(await api('POST', '/api/projects', BRIEF, { origin: 'null' })).toMatchObject({ status: 403 });
    expect(await api('POST', '/api/projects', BRIEF, { origin: `http://${HOST}` })).toMatchObject({ status: 201 });
    expect(await api('POST', '/api/projects', BRIEF)).toMatchObject({ status: 201 });
  });
});
