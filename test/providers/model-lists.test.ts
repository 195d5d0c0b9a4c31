import { describe, expect, it } from 'vitest';
import { modelsOfTheDay } from '../../src/durable-objects/model-lists.ts';
import { providerFactories } from '../../src/providers/index.ts';
import { openRouterLLM } from '../../src/providers/llm/openrouter.ts';
import { CANARY_KEY, thrown } from '../contract/llm.ts';
import { json, type WireAnswer, wire } from '../contract/wire.ts';

const HOUR_MS = 3_600_000;
const ROW = {
  id: 'a/b',
  name: 'A: B',
  context_length: 32_000,
  pricing: { prompt: '0.0000025', completion: '0.00001' },
  top_provider: null,
};

/** A day's worth of asking: a clock that can be set, a storage, and what was sent. */
function day(...answers: WireAnswer[]) {
  const kept = new Map<string, unknown>();
  const storage = {
    get: async (name: string) => structuredClone(kept.get(name)),
    put: async (name: string, value: unknown) => void kept.set(name, structuredClone(value)),
  } as unknown as Parameters<typeof modelsOfTheDay>[3];
  const edge = wire(...answers);
  let now = Date.UTC(2026, 10, 25);
  const context = { ...edge.context, now: () => now };
  return {
    ...{ kept, sent: edge.sent },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    ask: (provider = 'openrouter', access = {}) => modelsOfTheDay('llm', { provider, ...access }, context, storage),
  };
}

describe('a provider’s models', () => {
  it('are read from the vendor once a day, without a key where none is needed', async () => {
    const { ask, sent, pass } = day(json({ data: [ROW] }));
    const first = await ask();
    expect(first).toMatchObject({
      type: 'llm',
      source: 'live',
      readAt: '2026-11-25T00:00:00.000Z',
      models: [{ provider: 'openrouter', id: 'a/b' }],
    });
    expect(first.models[0]?.prices[0]).toMatchObject({ unitCostUsd: 2.5, asOf: '2026-11-25' });
    pass(23 * HOUR_MS);
    expect(await ask()).toEqual(first);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers.get('authorization')).toBeNull();
    pass(2 * HOUR_MS);
    expect((await ask()).readAt).toBe('2026-11-26T01:00:00.000Z');
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['an error', () => new Response('', { status: 503 })],
    ['a broken connection', () => new TypeError('lost')],
    ['an answer of another kind', () => json({ models: [] })],
  ])('are the dated catalogue where the list fails with %s, and that is said', async (_what, answer) => {
    const { ask, kept, sent } = day(answer);
    const list = await ask();
    expect(list.source).toBe('catalogue');
    expect(list.notice).toContain('OpenRouter’s own list could not be read');
    expect(list.models.map(({ id }) => id)).toEqual(openRouterLLM.models.map(({ id }) => id));
    expect(kept.size).toBe(0);
    await ask();
    expect(sent).toHaveLength(2);
  });

  it('of vendors that ask for a key are the catalogue without one, and say how to see the list', async () => {
    const { ask, sent } = day();
    for (const provider of ['openai', 'anthropic', 'google', 'workers-ai']) {
      const list = await ask(provider);
      expect(list.source).toBe('catalogue');
      expect(list.notice).toContain('/models?role=llm');
      expect(list.models.length).toBeGreaterThan(0);
    }
    expect(sent).toHaveLength(0);
  });

  it('are listed with the key, which shows up nowhere', async () => {
    const { ask, kept } = day(json({ data: [{ id: 'gpt-6.1-sol' }, { id: 'whisper-1' }] }));
    const list = await ask('openai', { apiKey: CANARY_KEY });
    expect(list.models.map(({ id }) => id)).toEqual(['gpt-6.1-sol']);
    expect(JSON.stringify([list, ...kept])).not.toContain(CANARY_KEY);
    const refused = await day(json({ error: { message: `Bad ${CANARY_KEY}` } }, 401)).ask('openai', {
      apiKey: CANARY_KEY,
    });
    expect(refused.notice).toContain('does not accept the API key');
    expect(JSON.stringify(refused)).not.toContain(CANARY_KEY);
  });

  it('of a server of one’s own are its own, at a price nobody knows', async () => {
    const { ask, sent } = day(json({ data: [{ id: 'qwen3:32b' }, { id: 'gpt-4o' }] }));
    const list = await ask('openai', { baseUrl: 'http://localhost:11434' });
    expect(sent[0]?.url).toBe('http://localhost:11434/v1/models');
    expect(list.models.flatMap(({ prices }) => prices.map(({ unitCostUsd }) => unitCostUsd))).toEqual([
      ...[null, null, null, null],
    ]);
  });

  it('of providers without a list are the catalogue, without a word', async () => {
    expect(await day().ask('local')).toMatchObject({ source: 'catalogue', models: [{ id: 'rules' }] });
    expect(await thrown(day().ask('nobody'))).toMatchObject({ code: 'not_found' });
  });
});

describe('what a catalogue knows', () => {
  it('does not hold for servers that only speak a vendor’s wire, not even on this machine', () => {
    const { llm } = providerFactories;
    expect(llm.model({ provider: 'openai', model: 'gpt-4o' })?.id).toBe('gpt-4o');
    for (const baseUrl of ['https://proxy.example/v1', 'http://localhost:11434', 'http://127.0.0.1:4000/v1']) {
      expect(llm.model({ provider: 'openai', model: 'gpt-4o', baseUrl })).toBeUndefined();
      expect(llm.model({ provider: 'openai', baseUrl })).toBeUndefined();
    }
    expect(llm.model({ provider: 'openrouter', baseUrl: 'https://proxy.example' })).toBeDefined();
  });
});
