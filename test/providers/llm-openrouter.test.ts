import { describe, expect, it } from 'vitest';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { openRouterLLM } from '../../src/providers/llm/openrouter.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import { chunk, completion, failure, OPENROUTER_USAGE, openRouterDriver } from '../contract/llm/openrouter.ts';
import { CANARY_KEY, CONTENT, MESSAGES, SCHEMA, thrown } from '../contract/llm.ts';
import { events, json, sse, type WireAnswer, wire } from '../contract/wire.ts';

function make(answers: WireAnswer[], config: Partial<LLMProviderConfig> = {}) {
  const edge = wire(...answers);
  const full = { provider: 'openrouter', apiKey: CANARY_KEY, ...config } as const;
  return { ...edge, llm: LLMProviderFactory.create(full, edge.context) };
}

async function bodyOf(config: Partial<LLMProviderConfig>, schema?: object) {
  const { llm, sent } = make([openRouterDriver.completed(CONTENT)], config);
  await llm.chat(MESSAGES, schema);
  return sent[0]?.json;
}

// Facts: §2.1 of the wire contracts.
describe('request', () => {
  it('holds the model to the schema, and keeps away from servers that would ignore it', async () => {
    expect(await bodyOf({}, SCHEMA)).toEqual({
      model: 'anthropic/claude-sonnet-5.5',
      messages: MESSAGES,
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: SCHEMA } },
      provider: { require_parameters: true },
    });
    expect(await bodyOf({})).toEqual({ model: 'anthropic/claude-sonnet-5.5', messages: MESSAGES });
  });

  it('names fallback models in order, old names among them resolved', async () => {
    const fallbackModels = ['openai/gpt-6-luna', 'google/gemini-pro-1.5', 'some/other'];
    expect(await bodyOf({ model: 'anthropic/claude-3.5-sonnet', fallbackModels })).toEqual({
      models: ['anthropic/claude-sonnet-5.5', 'openai/gpt-6-luna', 'google/gemini-3.8-flash', 'some/other'],
      messages: MESSAGES,
    });
    expect(await bodyOf({ fallbackModels: [] })).toHaveProperty('model');
  });

  it('leaves a temperature out where the model takes none, for then no server would be left', async () => {
    const { llm } = make([], { temperature: 0.7 });
    expect(llm.notices).toEqual([
      { code: 'temperature_ignored', message: 'Claude Sonnet 5.5 takes no temperature; it is left out.' },
    ]);
    expect(await bodyOf({ temperature: 0.7 }, SCHEMA)).not.toHaveProperty('temperature');
    expect(await bodyOf({ temperature: 0.7, model: 'openai/gpt-4o' })).toMatchObject({ temperature: 0.7 });
  });

  it('says which servers may answer, beside those that keep to the schema', async () => {
    const cheap = { sort: 'price', dataCollection: 'deny' } as const;
    const routing = { order: ['anthropic'], ignore: ['slow-one'], ...cheap };
    expect(await bodyOf({ routing, route: 'priority' }, SCHEMA)).toMatchObject({
      provider: {
        require_parameters: true,
        order: ['anthropic'],
        ignore: ['slow-one'],
        sort: 'price',
        data_collection: 'deny',
        allow_fallbacks: false,
      },
    });
    expect(await bodyOf({ route: 'priority' })).toHaveProperty('provider', { allow_fallbacks: false });
    expect(await bodyOf({ route: 'fallback' })).not.toHaveProperty('provider');
  });

  it('sends transforms as the plugins they have become', async () => {
    expect(await bodyOf({ transforms: ['middle-out', 'response-healing'] })).toMatchObject({
      plugins: [{ id: 'context-compression', engine: 'middle-out' }, { id: 'response-healing' }],
    });
  });

  it('goes to OpenRouter, or to where baseUrl points', async () => {
    const { llm, sent } = make([openRouterDriver.completed(CONTENT)]);
    await llm.chat(MESSAGES);
    expect(sent[0]?.url).toBe('https://openrouter.ai/api/v1/chat/completions');
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${CANARY_KEY}`);
    expect(sent[0]?.headers.get('x-openrouter-title')).toBe('Prompt to Video');
    const other = make([openRouterDriver.completed(CONTENT)], { baseUrl: 'http://127.0.0.1:4100/openrouter/' });
    await other.llm.chat(MESSAGES);
    expect(other.sent[0]?.url).toBe('http://127.0.0.1:4100/openrouter/api/v1/chat/completions');
  });
});

describe('price', () => {
  const costOf = async (usage: object) => {
    const { llm } = make([completion({ content: CONTENT }, 'stop', { usage: { ...OPENROUTER_USAGE, ...usage } })]);
    const { cost, costBasis } = await llm.chat(MESSAGES);
    return [cost, costBasis];
  };
  it('is what OpenRouter says', async () => {
    expect(await costOf({ cost: 0 })).toEqual([0, 'reported']);
    expect(await costOf({ cost: 0.25 })).toEqual([0.25, 'reported']);
  });
  it('is not made up where it says nothing', async () => {
    expect(await costOf({ cost: null })).toEqual([undefined, undefined]);
  });
  it('adds the vendor’s bill where the user’s own vendor key was used', async () => {
    const cost_details = { upstream_inference_cost: 0.4 };
    expect(await costOf({ cost: 0.02, is_byok: true, cost_details })).toEqual([0.42, 'reported']);
    expect(await costOf({ cost: 0.02, is_byok: false, cost_details })).toEqual([0.02, 'reported']);
  });
});

describe('answers with status 200 that are errors', () => {
  const inside = (error: object, rest: object = {}) => json({ id: 'gen-1', error, ...rest });
  it.each([
    [{ code: 502, message: 'Provider returned error' }, 'unavailable'],
    [{ code: 429, message: 'Slow down', metadata: { error_type: 'rate_limit_exceeded' } }, 'rate_limit'],
    [{ code: 402, message: 'No credit' }, 'quota'],
    [{ code: 400, message: 'Too long', metadata: { error_type: 'context_length_exceeded' } }, 'too_large'],
    [{ code: 403, message: 'Flagged', metadata: { reasons: ['violence'], flagged_input: 'x' } }, 'content_rejected'],
    [{ message: 'No code at all' }, 'unavailable'],
  ])('%o without any text is surely unbilled: %s', async (error, code) => {
    expect(await thrown(make([inside(error)]).llm.chat(MESSAGES))).toMatchObject({ code });
  });

  it('with text and a price were charged', async () => {
    const error = { code: 502, message: 'Provider disconnected' };
    const answer = completion({ content: '{"tit' }, 'error', { error });
    const charged = await thrown(make([answer]).llm.chat(MESSAGES));
    expect(charged).toMatchObject({ code: 'bad_response', details: { chargedUsd: 0.0058, retryable: true } });
    const free = completion({ content: '{"tit' }, 'error', { error, usage: { ...OPENROUTER_USAGE, cost: 0 } });
    expect((await thrown(make([free]).llm.chat(MESSAGES))).code).toBe('unavailable');
    const unknown = completion({ content: '{"tit' }, 'error', { error, usage: null });
    expect((await thrown(make([unknown]).llm.chat(MESSAGES))).code).toBe('outcome_unknown');
  });

  it('inside a choice count as well', async () => {
    const choices = [{ finish_reason: 'error', message: { content: '' }, error: { code: 429, message: 'Busy' } }];
    expect((await thrown(make([json({ choices })]).llm.chat(MESSAGES))).code).toBe('rate_limit');
  });
});

describe('errors with a status of their own', () => {
  it.each([
    [failure(401, 'No auth', { metadata: { error_type: 'authentication' } }), 'auth'],
    [failure(403, 'Key disabled'), 'auth'],
    [failure(403, 'Flagged', { metadata: { reasons: ['sexual'], flagged_input: '…' } }), 'content_rejected'],
    [failure(404, 'No endpoints found that support structured outputs'), 'unsupported'],
    [failure(408, 'Request timeout', { metadata: { error_type: 'timeout' } }), 'outcome_unknown'],
    [failure(413, 'Too large', { metadata: { error_type: 'payload_too_large' } }), 'too_large'],
    [failure(422, 'Unprocessable', { metadata: { error_type: 'unprocessable' } }), 'invalid_input'],
    [failure(503, 'No provider', { metadata: { error_type: 'provider_unavailable' } }), 'outcome_unknown'],
    [failure(524, 'Edge timeout'), 'outcome_unknown'],
    [failure(529, 'Overloaded', { metadata: { error_type: 'provider_overloaded' } }), 'outcome_unknown'],
  ])('%#: %s', async (answer, code) => {
    const error = await thrown(make([answer]).llm.chat(MESSAGES));
    expect(error.code).toBe(code);
    expect(error.message).toContain('OpenRouter');
  });

  it('obeys what OpenRouter says of trying again', async () => {
    const availability = { code: 'rate_limited', retryable: false, retry_after: 12 };
    const error = await thrown(make([failure(429, 'Busy', { availability })]).llm.chat(MESSAGES));
    expect(error).toMatchObject({ code: 'rate_limit', details: { retryable: false, retryAfterMs: 12_000 } });
  });
});

describe('stream', () => {
  it('keeps thoughts out of the text, and hears a refusal', async () => {
    const heard: string[] = [];
    const thinking = chunk({ content: '', reasoning: 'Let me think', reasoning_details: [] });
    const said = sse(thinking, chunk({ content: 'Yes' }), chunk({}, 'stop'), 'data: [DONE]');
    const { llm } = make([events(said)]);
    expect(await llm.stream?.(MESSAGES, undefined, (piece) => heard.push(piece))).toMatchObject({ content: 'Yes' });
    expect(heard).toEqual(['Yes']);
    const refusing = sse(chunk({ refusal: 'I ' }), chunk({ refusal: 'will not' }), chunk({}, 'stop'), 'data: [DONE]');
    const refused = make([events(refusing)]).llm.stream?.(MESSAGES, undefined, () => undefined);
    expect(await thrown(refused ?? Promise.resolve())).toMatchObject({
      code: 'content_rejected',
      message: expect.stringContaining('I will not'),
    });
  });

  it('ends with its last choice, also without [DONE]', async () => {
    const { llm } = make([events(sse(chunk({ content: 'Yes' }), chunk({}, 'stop')))]);
    expect(await llm.stream?.(MESSAGES, undefined, () => undefined)).toMatchObject({ content: 'Yes' });
  });
});

describe('key', () => {
  it('is good, used up, or without a limit', async () => {
    const standing = async (data: object) => (await make([json({ data })]).llm.checkKey()).status;
    expect(await standing({ limit_remaining: null })).toBe('valid');
    expect(await standing({ limit_remaining: 0.01 })).toBe('valid');
    expect(await standing({ limit_remaining: 0 })).toBe('no_credit');
  });
  it('is asked for at GET /key', async () => {
    const { llm, sent } = make([json({ data: {} })]);
    await llm.checkKey();
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'https://openrouter.ai/api/v1/key' });
  });
});

describe('models', () => {
  const row = {
    id: 'a/b',
    name: 'A: B',
    context_length: 32_000,
    pricing: { prompt: '0.0000025', completion: '0.00001' },
    top_provider: { max_completion_tokens: 8000, is_moderated: false },
    supported_parameters: ['temperature', 'structured_outputs'],
  };
  const live = async (...data: object[]) => {
    const { context, sent } = wire(json({ data }));
    return { sent, models: await openRouterLLM.liveModels?.list(context, {}) };
  };

  it('are read live, with today’s price for a million tokens, without a key', async () => {
    const { sent, models } = await live(row, { ...row, id: 'anthropic/claude-sonnet-5.5', supported_parameters: [] });
    expect(sent[0]?.url).toContain('/api/v1/models?output_modalities=text&supported_parameters=structured_outputs');
    expect(sent[0]?.headers.get('authorization')).toBeNull();
    expect(models?.[0]).toEqual({
      id: 'a/b',
      name: 'A: B',
      contextTokens: 32_000,
      maxOutputTokens: 8000,
      aliases: [],
      prices: [
        { unit: 'million_input_tokens', unitCostUsd: 2.5, asOf: '2026-11-25', source: 'OpenRouter, GET /models' },
        { unit: 'million_output_tokens', unitCostUsd: 10, asOf: '2026-11-25', source: 'OpenRouter, GET /models' },
      ],
    });
    expect(models?.[1]).toMatchObject({ aliases: ['anthropic/claude-3.5-sonnet'], temperature: false });
  });

  it('tell the price of models that are in no catalogue, before the catalogue’s of those that are', async () => {
    const { context } = wire(json({ data: [row, { ...row, id: 'c/d', pricing: { prompt: '-1', completion: '-1' } }] }));
    const config = { provider: 'openrouter', model: 'a/b' } as const;
    const llm = await openRouterLLM.livePrices?.(context, config);
    expect(llm?.map(({ unitCostUsd }) => unitCostUsd)).toEqual([2.5, 10]);
    const costOf = (livePrices: object, model: string) =>
      LLMProviderFactory.create({ ...config, model }, { ...context, livePrices }).estimateCost(1_000_000, 100_000);
    expect(costOf({ llm }, 'a/b')).toBe(3.5);
    expect(costOf({}, 'a/b')).toBeNull();
    expect(costOf({ llm }, 'openai/gpt-6-luna')).toBe(3.5);
    expect(await openRouterLLM.livePrices?.(context, { ...config, model: 'c/d' })).toBeUndefined();
    expect(await openRouterLLM.livePrices?.(context, { ...config, model: 'e/f' })).toBeUndefined();
  });

  it('whose price varies have none, and free ones cost 0', async () => {
    const { models } = await live(
      { ...row, pricing: { prompt: '-1', completion: '-1' }, context_length: null, top_provider: null },
      { ...row, pricing: { prompt: '0', completion: '0' } },
    );
    expect(models?.[0]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([null, null]);
    expect(models?.[0]).not.toHaveProperty('contextTokens');
    expect(models?.[1]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([0, 0]);
  });
});
