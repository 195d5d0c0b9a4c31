import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { describe, expect, inject, test } from 'vitest';
import { KeyChecksSchema, ProblemSchema } from '../../src/types/api.ts';
import { allShots, type VideoDirection, VideoDirectionSchema } from '../../src/types/project.ts';
import { api, newProject, transcript } from './client.ts';

/** Nobody answers there. */
const NOBODY = 'http://127.0.0.1:9';

function openRouter(apiKey: string, baseUrl = `${inject('simulatorUrl')}/openrouter`) {
  return { provider: 'openrouter', apiKey, baseUrl, model: 'anthropic/claude-3.5-sonnet', temperature: 0.7 };
}

async function live(projectId: string): Promise<{ type: string; data: unknown }[]> {
  const { status, headers, text } = await api('POST', `/api/projects/${projectId}/direct`, undefined, {
    accept: 'text/event-stream',
  });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/event-stream');
  const events: EventSourceMessage[] = [];
  createParser({ onEvent: (event) => events.push(event) }).feed(text);
  return events.map(({ event = '', data }) => ({ type: event, data: JSON.parse(data) as unknown }));
}

describe('directing, heard live', () => {
  test.each([
    ['the local director', 'local', undefined],
    ['a model that streams', 'openrouter', 'simulated'],
  ])('shows scenes and shots of %s, then the direction', async (_what, provider, apiKey) => {
    const llm = apiKey === undefined ? { provider } : openRouter(apiKey);
    const project = await newProject({ targetDuration: 30, config: { llm } });
    const events = await live(project.id);
    const last = events.at(-1);
    expect(last?.type).toBe('direction');
    const direction = VideoDirectionSchema.parse(last?.data);
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['attempt', 'title', 'scene']);
    expect(types.filter((type) => type === 'direction')).toHaveLength(1);
    expect(types.filter((type) => type === 'shot')).toHaveLength(allShots(direction).length);
    const kept = await api<VideoDirection>('GET', `/api/projects/${project.id}/direction`);
    expect(kept.body).toEqual(direction);
    const codes = direction.notices.map(({ code }) => code);
    if (apiKey) expect(codes).toEqual(expect.arrayContaining(['model_replaced', 'temperature_ignored']));
    if (apiKey) expect(direction.directedBy).toBe('anthropic/claude-sonnet-5.5');
  });

  const ACCOUNT = '0123456789abcdef0123456789abcdef';
  test.each([
    ['anthropic', 'anthropic', {}, 'claude-sonnet-5-5'],
    ['google', 'gemini', {}, /^gemini-/],
    ['workers-ai', 'workers-ai', { accountId: ACCOUNT }, /^@cf\//],
    ['openai', 'openai', { model: 'a-model-of-ones-own' }, 'a-model-of-ones-own'],
  ])('is the same through %s, at a price that was paid or is unknown', async (provider, vendor, more, model) => {
    const baseUrl = `${inject('simulatorUrl')}/${vendor}`;
    const llm = { provider, apiKey: 'simulated', baseUrl, ...more };
    const project = await newProject({ targetDuration: 10, config: { llm } });
    const events = await live(project.id);
    const direction = VideoDirectionSchema.parse(events.at(-1)?.data);
    expect(events.filter(({ type }) => type === 'shot')).toHaveLength(allShots(direction).length);
    expect(direction.directedBy).toMatch(model);
    const { llm: paidUsd, unknown, lines } = direction.estimatedCost;
    if (provider === 'openai') expect([paidUsd, unknown]).toEqual([0, ['llm']]);
    else {
      expect([paidUsd > 0, unknown]).toEqual([true, []]);
      expect(lines.find(({ role }) => role === 'llm')).toMatchObject({ provider, basis: 'exact' });
    }
  });

  test('ends with an error event where it fails', async () => {
    const project = await newProject({ config: { llm: openRouter('an-invalid-key') } });
    const events = await live(project.id);
    expect(events.map(({ type }) => type)).toEqual(['attempt', 'error']);
    expect(ProblemSchema.parse(events[1]?.data)).toMatchObject({ code: 'auth', status: 422 });
    const [nobody] = await live(`prj_${'0'.repeat(32)}`);
    expect(nobody).toMatchObject({ type: 'error', data: { code: 'not_found' } });
  });

  test('without that Accept header answers as before, and books what the vendor charged', async () => {
    const project = await newProject({ budgetUsd: 1, config: { llm: openRouter('simulated') } });
    const { status, body } = await api<VideoDirection>('POST', `/api/projects/${project.id}/direct`);
    expect(status).toBe(200);
    const line = body.estimatedCost.lines.find(({ role }) => role === 'llm');
    expect(line).toMatchObject({ provider: 'openrouter', basis: 'exact', unit: 'request' });
    expect(line?.costUsd).toBeGreaterThan(0);
  });
});

describe('POST /api/projects/:id/check', () => {
  const check = async (config: object, query = '') => {
    const project = await newProject({ config });
    const { status, body } = await api('POST', `/api/projects/${project.id}/check${query}`);
    expect(status).toBe(200);
    return KeyChecksSchema.parse(body).checks;
  };

  test('asks every role, or one', async () => {
    const all = await check({ llm: openRouter('simulated') });
    expect(all.map(({ role, provider, status }) => [role, provider, status])).toEqual([
      ['llm', 'openrouter', 'valid'],
      ['image', 'local', 'valid'],
      ['video', 'local', 'valid'],
      ['compile', 'local', 'valid'],
    ]);
    expect(await check({ llm: openRouter('simulated') }, '?role=llm')).toEqual([all[0]]);
  });

  test.each([
    ['an invalid key', () => openRouter('an-invalid-key'), 'invalid'],
    ['an empty account', () => openRouter('an-empty-account'), 'no_credit'],
    ['a vendor that cannot be reached', () => openRouter('sk-canary-unreachable', NOBODY), 'unreachable'],
  ])('%s', async (_what, config, status) => {
    expect(await check({ llm: config() }, '?role=llm')).toMatchObject([{ role: 'llm', status }]);
    expect(transcript.filter((text) => text.includes(config().apiKey))).toEqual([]);
  });

  test('knows roles and projects', async () => {
    const project = await newProject();
    const { status, body } = await api('POST', `/api/projects/${project.id}/check?role=music`);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'role']);
    expect((await api('POST', `/api/projects/prj_${'0'.repeat(32)}/check`)).status).toBe(404);
  });
});
