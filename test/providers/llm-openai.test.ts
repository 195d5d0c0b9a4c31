import { describe, expect, it } from 'vitest';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { type LLMProviderConfig, LLMProviderConfigSchema } from '../../src/types/providers.ts';
import {
  localCompletion,
  OPENAI_USAGE,
  openAIDriver,
  openAIFailure,
  response,
  responseEvents,
  written,
} from '../contract/llm/openai.ts';
import { CANARY_KEY, CONTENT, MESSAGES, SCHEMA, thrown } from '../contract/llm.ts';
import { events, json, sse, type WireAnswer, wire } from '../contract/wire.ts';

function make(answers: WireAnswer[], config: Partial<LLMProviderConfig> = {}) {
  const edge = wire(...answers);
  return { ...edge, llm: LLMProviderFactory.create({ provider: 'openai', ...config }, edge.context) };
}
const paid = (answer: WireAnswer, config: Partial<LLMProviderConfig> = {}) =>
  make([answer], { apiKey: CANARY_KEY, ...config });

// Facts: §2.2 of the wire contracts.
describe('OpenAI’s own API', () => {
  it('is asked over Responses, stores nothing, and is held to the schema', async () => {
    const { llm, sent } = paid(openAIDriver.completed(CONTENT));
    await llm.chat(MESSAGES, SCHEMA);
    expect(sent[0]?.url).toBe('https://api.openai.com/v1/responses');
    expect(sent[0]?.json).toEqual({
      model: 'gpt-6.1-sol',
      input: MESSAGES,
      store: false,
      text: { format: { type: 'json_schema', name: 'answer', strict: true, schema: SCHEMA } },
    });
  });

  it('takes a temperature for older models only, and says so', async () => {
    const { llm, sent } = paid(openAIDriver.completed(CONTENT), { model: 'gpt-4o', temperature: 0 });
    await llm.chat(MESSAGES);
    expect(sent[0]?.json).toMatchObject({ model: 'gpt-4o', temperature: 0 });
    const newer = paid(openAIDriver.completed(CONTENT), { temperature: 0 });
    await newer.llm.chat(MESSAGES);
    expect(newer.sent[0]?.json).not.toHaveProperty('temperature');
    expect(newer.llm.notices).toMatchObject([{ code: 'temperature_ignored' }]);
  });

  it('joins the text of all messages, and passes reasoning and tools over', async () => {
    const part = (text: string) => ({ type: 'output_text', text, annotations: [] });
    const output = [
      { type: 'message', role: 'assistant', content: [part('{"a"'), part(':1')] },
      { type: 'web_search_call', status: 'completed' },
      { type: 'message', role: 'assistant', content: [part('}')] },
    ];
    expect((await paid(json(response(output))).llm.chat(MESSAGES)).content).toBe('{"a":1}');
  });

  it('says what a refusal cost', async () => {
    expect(await thrown(paid(openAIDriver.refused()).llm.chat(MESSAGES))).toMatchObject({
      code: 'content_rejected',
      message: expect.stringContaining('I cannot help with that.'),
      details: { chargedUsd: 0.0058 },
    });
  });

  it('knows a filter that cut the answer off from a token limit', async () => {
    const filtered = written('{"ti', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } });
    expect((await thrown(paid(json(filtered)).llm.chat(MESSAGES))).code).toBe('content_rejected');
  });

  it.each([
    ['server_error', null, 'unavailable'],
    ['rate_limit_exceeded', null, 'rate_limit'],
    ['invalid_prompt', null, 'content_rejected'],
    ['bio_policy', null, 'content_rejected'],
    ['server_error', OPENAI_USAGE, 'bad_response'],
  ])('a response that failed with %s and usage %o: %s', async (code, usage, expected) => {
    const failed = response([], { status: 'failed', error: { code, message: 'It failed' }, usage });
    const error = await thrown(paid(json(failed)).llm.chat(MESSAGES));
    expect(error.code).toBe(expected);
    expect(error.details.chargedUsd).toBe(usage ? 0.0058 : undefined);
  });

  it('does not take a response that is still under way for an answer', async () => {
    const error = await thrown(paid(json(response([], { status: 'in_progress', usage: null }))).llm.chat(MESSAGES));
    expect(error.code).toBe('outcome_unknown');
  });

  it.each([
    [openAIFailure(400, { type: 'invalid_request_error', code: 'context_length_exceeded' }), 'too_large'],
    [openAIFailure(400, { type: 'invalid_request_error', code: 'invalid_prompt' }), 'content_rejected'],
    [openAIFailure(404, { type: 'invalid_request_error', code: 'model_not_found' }), 'unsupported'],
    [openAIFailure(429, { type: 'insufficient_quota', code: null }), 'quota'],
    [openAIFailure(400, { type: 'invalid_request_error', code: 'billing_hard_limit_reached' }), 'quota'],
    [openAIFailure(503, { type: 'server_error', code: 'rate_limit_exceeded' }), 'outcome_unknown'],
  ])('%#: an error answer is %s', async (answer, code) => {
    expect((await thrown(paid(answer).llm.chat(MESSAGES))).code).toBe(code);
  });

  it('ends a stream as its last event says', async () => {
    const end = (type: string, changes: object): [string, object] => [
      type,
      { type, response: written('{"ti', changes) },
    ];
    const streamed = (last: [string, object]) =>
      paid(events(sse(...responseEvents(['{"ti']), last))).llm.stream?.(MESSAGES, SCHEMA, () => undefined);
    const incomplete = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
    expect(await streamed(end('response.incomplete', incomplete))).toMatchObject({ content: '{"ti', truncated: true });
    const failed = end('response.failed', { status: 'failed', error: { code: 'server_error', message: 'x' } });
    expect(await thrown(streamed(failed) ?? Promise.resolve())).toMatchObject({
      code: 'bad_response',
      details: { chargedUsd: 0.0058 },
    });
  });

  it('checks its key at GET /models', async () => {
    const { llm, sent } = paid(openAIDriver.keyValid());
    await llm.checkKey();
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'https://api.openai.com/v1/models' });
  });
});

describe('a compatible server', () => {
  const OLLAMA = { baseUrl: 'http://localhost:11434', model: 'qwen3:32b' };

  it('needs no key, and is sent none', async () => {
    expect(LLMProviderConfigSchema.safeParse({ provider: 'openai', ...OLLAMA }).success).toBe(true);
    expect(LLMProviderConfigSchema.safeParse({ provider: 'openai' }).success).toBe(false);
    const { llm, sent } = make([localCompletion(CONTENT, 'stop')], OLLAMA);
    await llm.chat(MESSAGES, SCHEMA);
    expect(sent[0]?.headers.get('authorization')).toBeNull();
    expect(await make([json({ data: [] })], OLLAMA).llm.checkKey()).toEqual({
      status: 'valid',
      message: 'The server answers, and asks for no key.',
    });
  });

  it('is asked over Chat Completions', async () => {
    const { llm, sent } = make([localCompletion(CONTENT, 'stop')], { ...OLLAMA, maxTokens: 4096, temperature: 0.2 });
    await llm.chat(MESSAGES, SCHEMA);
    expect(sent[0]?.json).toEqual({
      model: 'qwen3:32b',
      messages: MESSAGES,
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: SCHEMA } },
      temperature: 0.2,
      max_tokens: 4096,
    });
  });

  it.each([
    ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
    ['http://localhost:11434/v1/', 'http://localhost:11434/v1/chat/completions'],
    ['https://vllm.example/proxy/openai/v1', 'https://vllm.example/proxy/openai/v1/chat/completions'],
  ])('at %s is asked at %s', async (baseUrl, url) => {
    const { llm, sent } = make([localCompletion(CONTENT, 'stop')], { ...OLLAMA, baseUrl });
    await llm.chat(MESSAGES);
    expect(sent[0]?.url).toBe(url);
  });

  it('must be told which model to run, and is not priced as OpenAI’s', async () => {
    expect(() => make([], { baseUrl: OLLAMA.baseUrl })).toThrow('Name the model');
    const { llm } = make([localCompletion(CONTENT, 'stop')], { ...OLLAMA, model: 'gpt-4o' });
    expect(llm.estimateCost(1000, 1000)).toBeNull();
    expect((await llm.chat(MESSAGES)).cost).toBeUndefined();
  });

  it('is named in its errors by its host', async () => {
    const error = await thrown(make([new TypeError('refused')], OLLAMA).llm.chat(MESSAGES));
    expect(error.message).toContain('localhost:11434');
  });
});
