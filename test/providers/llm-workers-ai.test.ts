import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ProviderContext } from '../../src/providers/base.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { workersAILLM } from '../../src/providers/llm/workers-ai.ts';
import { type LLMProviderConfig, LLMProviderConfigSchema } from '../../src/types/providers.ts';
import {
  ACCOUNT,
  envelope,
  newerResult,
  WORKERS_AI_USAGE,
  workersAIDriver,
  workersAIFailure,
} from '../contract/llm/workers-ai.ts';
import { CANARY_KEY, CONTENT, MESSAGES, SCHEMA, thrown } from '../contract/llm.ts';
import { events, json, sse, type WireAnswer, wire } from '../contract/wire.ts';

const ACCOUNT_URL = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai`;
const LLAMA = '@cf/meta/llama-3.3-70b-instruct-fp8-fast';
const GLM = '@cf/zai-org/glm-5.3-flash';

function make(answers: WireAnswer[], config: Partial<LLMProviderConfig> = {}) {
  const edge = wire(...answers);
  const full = { provider: 'workers-ai', apiKey: CANARY_KEY, accountId: ACCOUNT, ...config } as const;
  return { ...edge, llm: LLMProviderFactory.create(full, edge.context) };
}

// Facts: §2.5 of the wire contracts.
describe('request over REST', () => {
  it('goes to the model under the account, with the bare schema and room for a whole answer', async () => {
    const { llm, sent } = make([workersAIDriver.completed(CONTENT)]);
    await llm.chat(MESSAGES, SCHEMA);
    expect(sent[0]?.url).toBe(`${ACCOUNT_URL}/run/${LLAMA}`);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${CANARY_KEY}`);
    expect(sent[0]?.json).toEqual({
      messages: MESSAGES,
      response_format: { type: 'json_schema', json_schema: SCHEMA },
      max_tokens: expect.any(Number),
    });
    const { max_tokens } = z.object({ max_tokens: z.number() }).parse(sent[0]?.json);
    // Without a limit an answer would end after 256 tokens.
    expect(max_tokens).toBeGreaterThan(20_000);
    expect(max_tokens).toBeLessThan(24_000);
  });

  it('names the schema for the newer models, which take inputs as Chat Completions do', async () => {
    const { llm, sent } = make([envelope(newerResult(CONTENT, 'stop'))], { model: GLM });
    expect(await llm.chat(MESSAGES, SCHEMA)).toMatchObject({ content: CONTENT });
    expect(sent[0]?.json).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: SCHEMA } },
    });
  });

  it('asks models it knows nothing of for a usual answer', async () => {
    const { llm, sent } = make([workersAIDriver.completed(CONTENT)], { model: '@hf/some/model' });
    await llm.chat(MESSAGES);
    expect(sent[0]?.json).toMatchObject({ max_tokens: 8192 });
  });

  it('takes account and token as one key, too', async () => {
    const { llm, sent } = make([workersAIDriver.completed(CONTENT)], {
      accountId: undefined,
      apiKey: `${ACCOUNT}:${CANARY_KEY}`,
    });
    await llm.chat(MESSAGES);
    expect(sent[0]?.url).toBe(`${ACCOUNT_URL}/run/${LLAMA}`);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${CANARY_KEY}`);
  });

  it('is not sent with a key that has no account, nor to a name that is none', async () => {
    const noAccount = make([], { accountId: undefined });
    expect(await thrown(noAccount.llm.chat(MESSAGES))).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'accountId' }] },
    });
    const elsewhere = make([], { model: '../../../user/tokens' });
    expect((await thrown(elsewhere.llm.chat(MESSAGES))).code).toBe('invalid_input');
    expect([...noAccount.sent, ...elsewhere.sent]).toEqual([]);
  });

  it('goes to where baseUrl points', async () => {
    const { llm, sent } = make([workersAIDriver.completed(CONTENT)], { baseUrl: 'http://127.0.0.1:4100/workers-ai/' });
    await llm.chat(MESSAGES);
    expect(sent[0]?.url).toBe(`http://127.0.0.1:4100/workers-ai/client/v4/accounts/${ACCOUNT}/ai/run/${LLAMA}`);
  });
});

describe('answer', () => {
  it('is an object in JSON mode', async () => {
    const { llm } = make([envelope({ response: JSON.parse(CONTENT), usage: WORKERS_AI_USAGE })]);
    expect(await llm.chat(MESSAGES, SCHEMA)).toMatchObject({ content: CONTENT, usage: { completionTokens: 340 } });
  });

  it('that took all tokens was cut off, though nobody says so', async () => {
    const { llm } = make([envelope({ response: '{"ti', usage: WORKERS_AI_USAGE })], { maxTokens: 340 });
    expect(await llm.chat(MESSAGES, SCHEMA)).toMatchObject({ content: '{"ti', truncated: true });
  });

  it('without counts has no price', async () => {
    const { llm } = make([envelope({ response: CONTENT })]);
    const { usage, cost } = await llm.chat(MESSAGES);
    expect([usage, cost]).toEqual([undefined, undefined]);
  });

  it('with a schema comes whole, also where it is listened to', async () => {
    const { llm, sent } = make([workersAIDriver.completed(CONTENT)]);
    const heard: string[] = [];
    await llm.stream?.(MESSAGES, SCHEMA, (piece) => heard.push(piece));
    expect(heard).toEqual([CONTENT]);
    expect(sent.map(({ json: body }) => (body as { stream?: boolean }).stream)).toEqual([undefined]);
  });

  it('of newer models streams as chunks of a completion', async () => {
    const chunk = (content: string, finish_reason: string | null = null) => ({
      choices: [{ index: 0, delta: { content }, finish_reason }],
    });
    const text = sse(chunk('Yes'), chunk('', 'length'), { choices: [], usage: WORKERS_AI_USAGE }, 'data: [DONE]');
    const { llm } = make([events(text)], { model: GLM });
    expect(await llm.stream?.(MESSAGES, undefined, () => undefined)).toMatchObject({ content: 'Yes', truncated: true });
  });
});

describe('errors', () => {
  it.each([
    [workersAIFailure(403, 5016), 'unsupported'],
    [workersAIFailure(400, 5007), 'unsupported'],
    [workersAIFailure(404, 3042), 'unsupported'],
    [workersAIFailure(413, 3006), 'too_large'],
    [workersAIFailure(408, 3007), 'outcome_unknown'],
    [workersAIFailure(403, 9109), 'auth'],
  ])('%#: an error answer is %s', async (answer, code) => {
    expect((await thrown(make([answer]).llm.chat(MESSAGES))).code).toBe(code);
  });

  it('JSON mode that could not be met may have been charged, nobody knows how much', async () => {
    const error = await thrown(make([workersAIFailure(400, 5024)]).llm.chat(MESSAGES, SCHEMA));
    expect(error).toMatchObject({ code: 'bad_response', details: { chargedUsd: null, retryable: true } });
    expect(error.message).toContain('choose another model');
  });
});

describe('the Worker’s own binding', () => {
  type Run = NonNullable<ProviderContext['ai']>['run'];
  function bound(run: Run, config: Partial<LLMProviderConfig> = {}) {
    const calls: Parameters<Run>[] = [];
    const ai = {
      run: (...given: Parameters<Run>) => {
        calls.push(given);
        return run(...given);
      },
    };
    const context = { ...wire().context, ai };
    return { calls, llm: LLMProviderFactory.create({ provider: 'workers-ai', ...config }, context) };
  }

  it('needs neither key nor account, and is given the same inputs', async () => {
    expect(LLMProviderConfigSchema.safeParse({ provider: 'workers-ai' }).success).toBe(true);
    expect(LLMProviderConfigSchema.safeParse({ provider: 'workers-ai', accountId: ACCOUNT }).success).toBe(false);
    const { llm, calls } = bound(async () => ({ response: JSON.parse(CONTENT), usage: WORKERS_AI_USAGE }));
    expect(await llm.chat(MESSAGES, SCHEMA)).toMatchObject({ content: CONTENT, cost: 0.001118 });
    const { sent, llm: rest } = make([workersAIDriver.completed(CONTENT)]);
    await rest.chat(MESSAGES, SCHEMA);
    expect(calls).toEqual([[LLAMA, sent[0]?.json, { signal: expect.any(AbortSignal) }]]);
    expect(await llm.checkKey()).toMatchObject({ status: 'valid' });
  });

  it('streams', async () => {
    const text = workersAIDriver.stream?.(['Yes', ' 鯨']) ?? '';
    const { llm } = bound(async () => new Blob([text]).stream());
    const heard: string[] = [];
    expect(await llm.stream?.(MESSAGES, undefined, (piece) => heard.push(piece))).toMatchObject({ content: 'Yes 鯨' });
    expect(heard).toEqual(['Yes', ' 鯨']);
  });

  it.each([
    ['5007: No such model @cf/x or task', 'unsupported'],
    ['AiError: 5004: Invalid data', 'invalid_input'],
    ['3036: You have used up your daily free allocation', 'quota'],
    ['InferenceUpstreamError: 3040: Capacity temporarily exceeded', 'rate_limit'],
    ['3007: Request timeout', 'outcome_unknown'],
    ['AiError: 5024: JSON Mode couldn’t be met', 'bad_response'],
    ['Network connection lost.', 'outcome_unknown'],
    ['took 8200 ms: gave up', 'outcome_unknown'],
  ])('an error that says “%s” is %s', async (message, code) => {
    const { llm, calls } = bound(() => Promise.reject(new Error(message)));
    expect((await thrown(llm.chat(MESSAGES, SCHEMA))).code).toBe(code);
    expect(calls).toHaveLength(1);
  });

  it('is not there on every server', async () => {
    const llm = LLMProviderFactory.create({ provider: 'workers-ai' }, wire().context);
    expect((await thrown(llm.chat(MESSAGES))).code).toBe('unsupported');
    expect((await llm.checkKey()).status).toBe('unsupported');
  });
});

describe('models', () => {
  it('are searched under the account, with their prices and windows', async () => {
    const result = [
      {
        name: '@cf/new/model',
        task: { name: 'Text Generation' },
        properties: [
          { property_id: 'context_window', value: '64000' },
          {
            property_id: 'price',
            value: [
              { unit: 'per M input tokens', price: 0.4, currency: 'USD' },
              { unit: 'per M output tokens', price: 0.8, currency: 'USD' },
            ],
          },
        ],
      },
      { name: LLAMA, properties: [] },
    ];
    const { context, sent, llm } = make([json({ result, success: true, errors: [], messages: [] })]);
    const config = { apiKey: CANARY_KEY, accountId: ACCOUNT };
    const models = await workersAILLM.liveModels?.list(context, config);
    expect(models?.[0]).toMatchObject({ id: '@cf/new/model', contextTokens: 64_000 });
    expect(models?.[0]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([0.4, 0.8]);
    expect(models?.[1]?.prices.map(({ unitCostUsd }) => unitCostUsd)).toEqual([0.293, 2.253]);
    expect(sent[0]?.url).toBe(`${ACCOUNT_URL}/models/search?task=Text+Generation&per_page=200`);
    await llm.checkKey();
    expect(sent[1]).toMatchObject({
      method: 'GET',
      url: `${ACCOUNT_URL}/models/search?task=Text+Generation&per_page=1`,
    });
  });
});
