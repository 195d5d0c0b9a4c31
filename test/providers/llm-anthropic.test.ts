import { describe, expect, it } from 'vitest';
import { anthropicLLM } from '../../src/providers/llm/anthropic.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import {
  anthropicDriver,
  anthropicFailure,
  closing,
  message,
  OPENING,
  streamedFailure,
} from '../contract/llm/anthropic.ts';
import { CANARY_KEY, CONTENT, MESSAGES, SCHEMA, thrown } from '../contract/llm.ts';
import { events, json, sse, type WireAnswer, wire } from '../contract/wire.ts';

function make(answers: WireAnswer[], config: Partial<LLMProviderConfig> = {}) {
  const edge = wire(...answers);
  const full = { provider: 'anthropic', apiKey: CANARY_KEY, ...config } as const;
  return { ...edge, llm: LLMProviderFactory.create(full, edge.context) };
}

async function sentFor(config: Partial<LLMProviderConfig>, schema?: object) {
  const { llm, sent } = make([anthropicDriver.completed(CONTENT)], config);
  await llm.chat(MESSAGES, schema);
  return sent[0];
}

// Facts: §2.3 of the wire contracts.
describe('request', () => {
  it('holds the model to the schema, with the system prompt apart and the model’s own limit', async () => {
    const sent = await sentFor({}, SCHEMA);
    expect(sent?.url).toBe('https://api.anthropic.com/v1/messages');
    expect(sent?.headers.get('authorization')).toBe(`Bearer ${CANARY_KEY}`);
    expect(sent?.headers.get('anthropic-version')).toBe('2026-10-21');
    expect(sent?.json).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 128_000,
      system: MESSAGES[0]?.content,
      messages: [MESSAGES[1]],
      output_config: { format: { type: 'json_schema', schema: SCHEMA } },
      stream: true,
    });
  });

  it('forces no tool and sends no prefilled answer, which the newest models refuse', async () => {
    const { json: body } = (await sentFor({}, SCHEMA)) ?? {};
    expect(body).not.toHaveProperty('tools');
    expect(body).not.toHaveProperty('tool_choice');
    expect(JSON.stringify(body)).not.toContain('assistant');
  });

  it('joins several system messages, and leaves the field out without any', async () => {
    const { llm, sent } = make([anthropicDriver.completed(CONTENT)]);
    const system = (content: string) => ({ role: 'system' as const, content });
    const user = { role: 'user' as const, content: 'c' };
    await llm.chat([system('a'), user, system('b')]);
    expect(sent[0]?.json).toMatchObject({ system: 'a\n\nb', messages: [user] });
    await llm.chat([user]);
    expect(sent[1]?.json).not.toHaveProperty('system');
  });

  it('names a limit also for models it knows nothing of, and the configured one before all', async () => {
    expect((await sentFor({ model: 'claude-of-tomorrow' }))?.json).toMatchObject({ max_tokens: 32_000 });
    expect((await sentFor({ maxTokens: 4096 }))?.json).toMatchObject({ max_tokens: 4096 });
  });

  it('goes to where baseUrl points', async () => {
    const sent = await sentFor({ baseUrl: 'http://127.0.0.1:4100/anthropic/' });
    expect(sent?.url).toBe('http://127.0.0.1:4100/anthropic/v1/messages');
  });
});

describe('answer', () => {
  const hear = async (text: string) => {
    const heard: string[] = [];
    const { llm } = make([events(text)]);
    const result = await (llm.stream?.(MESSAGES, SCHEMA, (piece) => heard.push(piece)) ?? Promise.resolve()).catch(
      (error: unknown) => error,
    );
    return { heard, result };
  };

  it('is the text alone: thinking is neither heard nor kept, but paid', async () => {
    const { heard, result } = await hear(message(['{"a":1}'], 'end_turn'));
    expect(heard).toEqual(['{"a":1}']);
    expect(result).toMatchObject({ content: '{"a":1}', usage: { completionTokens: 340 } });
  });

  it('counts what came from the cache as prompt', async () => {
    const { result } = await hear(message(['x'], 'end_turn'));
    expect(result).toMatchObject({ usage: { promptTokens: 1200, completionTokens: 340, totalTokens: 1540 } });
  });

  it('takes counts at the end before those at the beginning', async () => {
    const text = sse(...OPENING, ...closing('max_tokens', {}, { input_tokens: 2000, output_tokens: 10 }));
    expect((await hear(text)).result).toMatchObject({ code: 'bad_response', details: { chargedUsd: 0.0045 } });
  });

  it('that filled the context window is cut short', async () => {
    const { result } = await hear(message(['{"ti'], 'model_context_window_exceeded'));
    expect(result).toMatchObject({ content: '{"ti', truncated: true });
  });

  it('that is a refusal tells why, and what it cost, also after some text', async () => {
    const stop_details = { type: 'refusal', category: 'bio', explanation: 'Not this one.' };
    const { result } = await hear(message(['{"ti'], 'refusal', { stop_details }));
    expect(result).toMatchObject({
      code: 'content_rejected',
      message: expect.stringContaining('Not this one.'),
      details: { chargedUsd: 0.0058 },
    });
  });

  it('that stops without its last event leaves the outcome unknown', async () => {
    expect((await hear(sse(...OPENING, ['message_stop', { type: 'message_stop' }]))).result).toMatchObject({
      code: 'outcome_unknown',
    });
  });

  it('may hold events and deltas nobody knows yet', async () => {
    const odd: [string, object][] = [
      ['message_new', { type: 'message_new', anything: [1] }],
      ['content_block_delta', { type: 'content_block_delta', index: 1, delta: { type: 'citations_delta' } }],
    ];
    const text = sse(
      ...OPENING,
      ...odd,
      ['content_block_delta', { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Yes' } }],
      ...closing('end_turn'),
    );
    expect((await hear(text)).result).toMatchObject({ content: 'Yes' });
  });
});

describe('errors', () => {
  it.each([
    [anthropicFailure(403, 'permission_error'), 'auth'],
    [anthropicFailure(404, 'not_found_error'), 'unsupported'],
    [anthropicFailure(413, 'request_too_large'), 'too_large'],
    [anthropicFailure(500, 'api_error'), 'outcome_unknown'],
    [anthropicFailure(504, 'timeout_error'), 'outcome_unknown'],
  ])('%#: an error answer is %s', async (answer, code) => {
    const error = await thrown(make([answer]).llm.chat(MESSAGES));
    expect(error.code).toBe(code);
    expect(error.message).toContain('Anthropic');
  });

  it.each([
    ['overloaded_error', 'unavailable'],
    ['rate_limit_error', 'rate_limit'],
    ['timeout_error', 'timeout'],
    ['invalid_request_error', 'invalid_input'],
    ['a_new_error', 'unavailable'],
  ])('%s as the first event of a stream was surely not charged: %s', async (type, code) => {
    const answer = events(streamedFailure([], type, []));
    expect((await thrown(make([answer]).llm.chat(MESSAGES))).code).toBe(code);
  });

  it('after the message began may have been charged, text or none', async () => {
    for (const pieces of [[], ['{"ti']]) {
      const answer = events(streamedFailure(pieces, 'overloaded_error'));
      expect((await thrown(make([answer]).llm.chat(MESSAGES))).code).toBe('outcome_unknown');
    }
  });
});

describe('models', () => {
  const row = { type: 'model', id: 'claude-of-tomorrow', display_name: 'Claude of Tomorrow', created_at: '2026-11-01' };

  it('are asked for at GET /v1/models, one to check a key, all to list them', async () => {
    const { llm, sent, context } = make([json({ data: [], has_more: false })]);
    await llm.checkKey();
    await anthropicLLM.liveModels?.list(context, { apiKey: CANARY_KEY });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.anthropic.com/v1/models?limit=1',
      'GET https://api.anthropic.com/v1/models?limit=1000',
    ]);
    for (const { headers } of sent) expect(headers.get('authorization')).toBe(`Bearer ${CANARY_KEY}`);
    expect(anthropicLLM.liveModels?.needsKey).toBe(true);
  });

  it('bring their limits; prices are the catalogue’s, or unknown', async () => {
    const data = [
      { ...row, max_input_tokens: 2_000_000, max_tokens: 256_000, lifecycle: 'active' },
      { ...row, id: 'claude-sonnet-5-5', max_input_tokens: null, max_tokens: 64_000 },
      { ...row, id: 'claude-2', lifecycle: 'retired' },
    ];
    const { context } = make([json({ data })]);
    const models = await anthropicLLM.liveModels?.list(context, { apiKey: 'k' });
    expect(models).toHaveLength(2);
    expect(models?.[0]).toMatchObject({ name: row.display_name, contextTokens: 2_000_000, maxOutputTokens: 256_000 });
    expect(models?.[0]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([null, null]);
    expect(models?.[1]).toMatchObject({ contextTokens: 1_000_000, maxOutputTokens: 64_000, temperature: false });
    expect(models?.[1]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([2, 10]);
  });
});
