import { describe, expect, inject, test } from 'vitest';
import { CostAnswerSchema, CreatedProjectSchema } from '../../src/types/api.ts';
import { RefineAnswerSchema } from '../../src/types/direction-api.ts';
import { VideoDirectionSchema } from '../../src/types/project.ts';
import { ModelListSchema } from '../../src/types/providers.ts';
import { api, newProject, transcript } from './client.ts';

const simulated = (vendor: string) => `${inject('simulatorUrl')}/${vendor}`;
const openRouter = (more: object = {}) => ({
  provider: 'openrouter',
  apiKey: 'canary-simulated-key',
  baseUrl: simulated('openrouter'),
  ...more,
});
const models = async (path: string) => {
  const { status, body } = await api('GET', path);
  expect(status).toBe(200);
  return ModelListSchema.parse(body);
};

describe('models', () => {
  test('of a role are this version’s catalogue, each with its provider', async () => {
    const all = await models('/api/providers/llm/models');
    expect(all.source).toBe('catalogue');
    expect(new Set(all.models.map(({ provider }) => provider))).toContain('anthropic');
  });

  test('of a provider that lists for holders of a key say so, and need none', async () => {
    const { source, notice } = await models('/api/providers/llm/models?provider=anthropic');
    expect([source, notice]).toEqual(['catalogue', expect.stringContaining('/api/projects/:id/models?role=llm')]);
    expect((await api('GET', '/api/providers/llm/models?provider=nobody')).status).toBe(404);
  });

  test('of a project are what its vendor lists for its key', async () => {
    const project = await newProject({ config: { llm: openRouter() } });
    const list = await models(`/api/projects/${project.id}/models?role=llm`);
    expect(list).toMatchObject({ type: 'llm', source: 'live' });
    expect(list.models.map(({ id }) => id)).toContain('anthropic/claude-sonnet-5.5');
    expect(await models(`/api/projects/${project.id}/models`)).toEqual(list);
    expect(await models(`/api/projects/${project.id}/models?role=image`)).toMatchObject({ source: 'catalogue' });
    expect((await api('GET', `/api/projects/${project.id}/models?role=music`)).status).toBe(400);
    expect(transcript.filter((text) => text.includes('canary-simulated-key'))).toEqual([]);
  });

  test('with a key that is refused are the catalogue, and a new key is asked with at once', async () => {
    const project = await newProject({
      config: { llm: openRouter({ provider: 'openai', apiKey: 'invalid', baseUrl: simulated('openai'), model: 'm' }) },
    });
    const refused = await models(`/api/projects/${project.id}/models`);
    expect([refused.source, refused.notice]).toEqual([
      'catalogue',
      expect.stringContaining('does not accept the API key'),
    ]);
    await api('PATCH', `/api/projects/${project.id}`, { keys: { llm: 'simulated' } });
    expect(await models(`/api/projects/${project.id}/models`)).toMatchObject({ source: 'live' });
  });
});

describe('old names of models', () => {
  test('are told when the project is made, and again with its plan', async () => {
    const config = {
      llm: openRouter({ model: 'anthropic/claude-3.5-sonnet' }),
      image: { provider: 'openai-dalle', apiKey: 'simulated', model: 'dall-e-3' },
    };
    const { body } = await api('POST', '/api/projects', { concept: 'A fox', targetDuration: 10, config });
    const created = CreatedProjectSchema.parse(body);
    expect(created.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('anthropic/claude-3.5-sonnet is not a current name'),
      expect.stringContaining('dall-e-3 is not a current name'),
    ]);
    const direction = VideoDirectionSchema.parse((await api('POST', `/api/projects/${created.id}/direct`)).body);
    const told = direction.notices.filter(({ code }) => code === 'model_replaced').map(({ message }) => message);
    expect(told.join(' ')).toMatch(/claude-3\.5-sonnet.*dall-e-3|dall-e-3.*claude-3\.5-sonnet/);
  });

  test('that are current are not', async () => {
    const { body } = await api('POST', '/api/projects', { concept: 'A fox', config: { llm: openRouter() } });
    expect(CreatedProjectSchema.parse(body).notices).toEqual([]);
  });
});

describe('GET …/cost', () => {
  const costOf = async (id: string) => CostAnswerSchema.parse((await api('GET', `/api/projects/${id}/cost`)).body);

  test('shows what the director was paid, every time it was asked', async () => {
    const { id } = await newProject({ targetDuration: 10, config: { llm: openRouter() } });
    const first = VideoDirectionSchema.parse((await api('POST', `/api/projects/${id}/direct`)).body);
    expect(await costOf(id)).toMatchObject({ llm: first.estimatedCost.llm });
    const refined = RefineAnswerSchema.parse(
      (await api('POST', `/api/projects/${id}/refine`, { feedback: 'make the ending darker' })).body,
    );
    const cost = await costOf(id);
    expect(cost.llm).toBeGreaterThan(first.estimatedCost.llm);
    expect(cost.llm).toBe(refined.estimatedCost.llm);
    expect(cost.lines.filter(({ role }) => role === 'llm')).toMatchObject([{ unit: 'request', basis: 'exact' }]);
    await api('PATCH', `/api/projects/${id}/direction/shots/${first.scenes[0]?.shots[0]?.id}`, {
      cameraMove: 'static',
    });
    expect((await costOf(id)).llm).toBe(cost.llm);
  });

  test('knows what a model costs that is in no catalogue, as soon as its vendor lists it', async () => {
    const llm = openRouter({ model: 'someone/new-model' });
    const { id } = await newProject({ targetDuration: 10, budgetUsd: 1, config: { llm } });
    const { status } = await api('POST', `/api/projects/${id}/direct`);
    expect(status).toBe(200);
    expect(await costOf(id)).toMatchObject({ unknown: [], llm: expect.any(Number) });
    const unlisted = await newProject({ budgetUsd: 1, config: { llm: openRouter({ model: 'nobody/no-model' }) } });
    const refused = await api('POST', `/api/projects/${unlisted.id}/direct`);
    expect([refused.status, refused.body.code]).toEqual([expect.any(Number), 'budget']);
  });

  test('does not take a server of one’s own for OpenAI, nor what is unknown for nothing', async () => {
    const llm = { provider: 'openai', apiKey: 'simulated', baseUrl: simulated('openai'), model: 'gpt-4o' };
    const { id } = await newProject({ targetDuration: 10, config: { llm } });
    expect((await api('POST', `/api/projects/${id}/direct`)).status).toBe(200);
    const cost = await costOf(id);
    expect(cost.unknown).toEqual(['llm']);
    expect(cost.lines.filter(({ role }) => role === 'llm').map(({ costUsd }) => costUsd)).toEqual([null, null]);
    expect(cost.toPay).toBeDefined();
  });
});
