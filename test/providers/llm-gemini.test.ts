import { describe, expect, it } from 'vitest';
import { directionJsonSchema } from '../../src/director/schema.ts';
import { geminiImage } from '../../src/providers/image/gemini.ts';
import { geminiLLM } from '../../src/providers/llm/gemini.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { geminiVideo } from '../../src/providers/video/gemini.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import {
  API_KEY_INVALID,
  GEMINI_USAGE,
  geminiDriver,
  geminiFailure,
  generated,
  retryInfo,
} from '../contract/llm/gemini.ts';
import { CANARY_KEY, CONTENT, MESSAGES, SCHEMA, thrown } from '../contract/llm.ts';
import { events, json, sse, type WireAnswer, wire } from '../contract/wire.ts';

function make(answers: WireAnswer[], config: Partial<LLMProviderConfig> = {}) {
  const edge = wire(...answers);
  const full = { provider: 'google', apiKey: CANARY_KEY, ...config } as const;
  return { ...edge, llm: LLMProviderFactory.create(full, edge.context) };
}
const failing = (answer: WireAnswer) => thrown(make([answer]).llm.chat(MESSAGES, SCHEMA));

// Facts: §2.4 of the wire contracts, §1 for the schema.
describe('request', () => {
  it('holds the model to the schema, in its order, and keeps instructions apart from the conversation', async () => {
    const { llm, sent } = make([geminiDriver.completed(CONTENT)], { temperature: 0, maxTokens: 4096 });
    const again = { role: 'assistant' as const, content: '{' };
    await llm.chat([...MESSAGES, again, { role: 'user', content: 'That is cut off.' }], SCHEMA);
    expect(sent[0]?.url).toBe(
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:generateContent',
    );
    expect(sent[0]?.headers.get('x-goog-api-key')).toBe(CANARY_KEY);
    expect(sent[0]?.json).toEqual({
      systemInstruction: { parts: [{ text: MESSAGES[0]?.content }], role: 'user' },
      contents: [
        { role: 'user', parts: [{ text: MESSAGES[1]?.content }] },
        { role: 'model', parts: [{ text: '{' }] },
        { role: 'user', parts: [{ text: 'That is cut off.' }] },
      ],
      generationConfig: {
        temperature: 0,
        maxOutputTokens: 4096,
        responseMimeType: 'application/json',
        responseJsonSchema: { ...SCHEMA, propertyOrdering: ['title'] },
      },
    });
  });

  it('leaves out what is not asked for', async () => {
    const { llm, sent } = make([geminiDriver.completed('Hello')]);
    await llm.chat([{ role: 'user', content: 'Hello' }]);
    expect(sent[0]?.json).toEqual({ contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] });
  });

  it('orders every object of the plan, and nothing that is only called properties', async () => {
    const { llm, sent } = make([geminiDriver.completed(CONTENT)]);
    await llm.chat(MESSAGES, directionJsonSchema);
    const text = sent[0]?.text ?? '';
    expect(text.match(/"propertyOrdering"/g)).toHaveLength(text.match(/"additionalProperties":false/g)?.length ?? 0);
    const odd = { type: 'object', properties: { properties: { type: 'string' } }, required: ['properties'] };
    const other = make([geminiDriver.completed(CONTENT)]);
    await other.llm.chat(MESSAGES, odd);
    expect(other.sent[0]?.json).toMatchObject({
      generationConfig: { responseJsonSchema: { ...odd, propertyOrdering: ['properties'] } },
    });
  });

  it('takes a model’s name as Google lists it, and another address', async () => {
    const { llm, sent } = make([geminiDriver.completed(CONTENT)], {
      model: 'models/gemini-9',
      baseUrl: 'http://127.0.0.1:4100/gemini/',
    });
    await llm.stream?.(MESSAGES, undefined, () => undefined).catch(() => undefined);
    expect(sent[0]?.url).toBe('http://127.0.0.1:4100/gemini/v1beta/models/gemini-9:streamGenerateContent?alt=sse');
  });
});

describe('answer', () => {
  it('is the text without the reasoning, which is counted and priced with it', async () => {
    const parts = [{ text: 'Hm.', thought: true }, { text: '{"a"' }, { text: ':1}' }];
    const response = await make([json(generated(parts, 'STOP'))]).llm.chat(MESSAGES);
    expect(response).toMatchObject({ content: '{"a":1}', model: 'gemini-3.8-flash' });
    expect(response.usage?.completionTokens).toBe(GEMINI_USAGE.candidatesTokenCount + GEMINI_USAGE.thoughtsTokenCount);
  });

  it.each(['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII'])(
    'ended by %s is refused',
    async (finish) => {
      const answer = json(generated([{ text: '{"ti' }], finish, {}));
      expect(await failing(answer)).toMatchObject({ code: 'content_rejected', details: { chargedUsd: 0.002175 } });
    },
  );

  it.each(['SAFETY', 'OTHER', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY'])(
    'to a prompt blocked for %s has no candidates, and says why',
    async (blockReason) => {
      const error = await failing(json({ promptFeedback: { blockReason }, modelVersion: 'gemini-3.8-flash' }));
      expect(error).toMatchObject({ code: 'content_rejected', details: { chargedUsd: null } });
      expect(error.message).toContain(blockReason);
    },
  );

  it('that ended oddly without text says how', async () => {
    const candidates = [{ finishReason: 'MALFORMED_RESPONSE', finishMessage: 'The response was malformed.', index: 0 }];
    const error = await failing(json({ candidates, usageMetadata: GEMINI_USAGE }));
    expect(error).toMatchObject({ code: 'bad_response', details: { retryable: true } });
    expect(error.message).toContain('The response was malformed.');
  });
});

describe('errors (§2.4; statuses of google.rpc.Code)', () => {
  it.each([
    [geminiFailure(400, 'INVALID_ARGUMENT', 'Bad key', [API_KEY_INVALID]), 'auth'],
    [geminiFailure(403, 'PERMISSION_DENIED', 'Blocked', [{ reason: 'API_KEY_SERVICE_BLOCKED' }]), 'auth'],
    [geminiFailure(401, 'UNAUTHENTICATED', 'Missing credential'), 'auth'],
    [geminiFailure(400, 'FAILED_PRECONDITION', 'Enable billing on your project'), 'quota'],
    [geminiFailure(404, 'NOT_FOUND', 'models/x is not found for API version v1beta'), 'unsupported'],
    [geminiFailure(400, 'INVALID_ARGUMENT', 'Bad schema'), 'invalid_input'],
    [geminiFailure(400, 'INVALID_ARGUMENT', 'The input was blocked for safety reasons.'), 'content_rejected'],
    [geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted'), 'rate_limit'],
    [
      geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Check your plan and billing details', [retryInfo('1.5s')]),
      'rate_limit',
    ],
    [geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Check your plan and billing details'), 'quota'],
    [geminiFailure(500, 'INTERNAL', 'An internal error'), 'outcome_unknown'],
    [geminiFailure(504, 'DEADLINE_EXCEEDED', 'Too late'), 'outcome_unknown'],
    [json([{ error: { code: 401, message: 'Front end', status: 'UNAUTHENTICATED' } }], 401), 'auth'],
  ])('%#: %s', async (answer, code) => {
    expect((await failing(answer)).code).toBe(code);
  });

  it('name their pause in their details', async () => {
    const answer = geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Wait', [{ violations: [] }, retryInfo('1.5s')]);
    expect((await failing(answer)).details).toMatchObject({ retryAfterMs: 1500, retryable: true });
  });

  it('ask for no longer pause than an hour', async () => {
    const answer = geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Wait', [retryInfo('86400s')]);
    expect((await failing(answer)).details.retryAfterMs).toBe(3_600_000);
  });

  it('inside a stream are thrown, and what was counted until then is no bill', async () => {
    const error = { code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED', details: [retryInfo('3s')] };
    const streamed = (...before: object[]) =>
      thrown(
        make([events(sse(...before, { error }))]).llm.stream?.(MESSAGES, SCHEMA, () => undefined) ?? Promise.resolve(),
      );
    expect(await streamed()).toMatchObject({ code: 'rate_limit', details: { retryAfterMs: 3000 } });
    expect(await streamed(generated([{ text: '{' }]))).toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('stream', () => {
  const hear = async (...list: object[]) => {
    const heard: string[] = [];
    const { llm } = make([events(sse(...list))]);
    const response = await llm
      .stream?.(MESSAGES, SCHEMA, (piece) => heard.push(piece))
      .catch((error: unknown) => error);
    return { heard, response };
  };

  it('reads on for the tokens after the ending', async () => {
    const { response } = await hear(generated([{ text: '{}' }], 'STOP', { usageMetadata: undefined }), {
      usageMetadata: GEMINI_USAGE,
      modelVersion: 'gemini-3.8-flash',
    });
    expect(response).toMatchObject({ content: '{}', usage: { totalTokens: 1540 } });
  });

  it('of a blocked prompt is a refusal; without an ending it is cut off', async () => {
    expect((await hear({ promptFeedback: { blockReason: 'SAFETY' } })).response).toMatchObject({
      code: 'content_rejected',
    });
    expect((await hear(generated([{ text: '{' }]))).response).toMatchObject({ code: 'outcome_unknown' });
    expect((await hear()).response).toMatchObject({ code: 'outcome_unknown' });
  });

  it('that ends at the token limit is marked', async () => {
    const { response } = await hear(generated([{ text: '{"ti' }]), generated([{ text: 'tle' }], 'MAX_TOKENS'));
    expect(response).toMatchObject({ content: '{"title', truncated: true });
  });
});

describe('key', () => {
  it('is checked by asking for the model, which costs nothing', async () => {
    const { llm, sent } = make([geminiDriver.keyValid()]);
    expect(await llm.checkKey()).toMatchObject({ status: 'valid' });
    expect(sent[0]).toMatchObject({
      method: 'GET',
      url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash',
    });
  });

  it('may be good for a model that is not there', async () => {
    const gone = geminiFailure(404, 'NOT_FOUND', 'Model not found');
    const check = await make([gone], { model: 'gemini-0' }).llm.checkKey();
    expect(check).toMatchObject({ status: 'unsupported', message: expect.stringContaining('gemini-0') });
  });
});

describe('models', () => {
  const row = (name: string, supportedGenerationMethods = ['generateContent', 'countTokens']) => ({
    name: `models/${name}`,
    version: '001',
    displayName: name.toUpperCase(),
    inputTokenLimit: 2_000_000,
    outputTokenLimit: 100_000,
    supportedGenerationMethods,
  });
  const LIST = {
    models: [
      ...['gemini-3.8-flash', 'gemini-9', 'gemma-4-31b-it', 'gemini-3.8-flash-tts', 'gemini-nano-banana-2.1'].map(
        (name) => row(name),
      ),
      ...['gemini-9-image', 'gemini-omni-1.2-flash', 'gemini-omni-2', 'lyria-3.5'].map((name) => row(name)),
      row('gemini-embedding-2', ['embedContent']),
    ],
  };
  const config = { provider: 'google', apiKey: CANARY_KEY } as const;

  it('are read live with the user’s key, told apart by their names, and keep what we know of them', async () => {
    const { context, sent } = wire(json(LIST));
    const models = await geminiLLM.liveModels?.list(context, config);
    expect(geminiLLM.liveModels?.needsKey).toBe(true);
    expect(sent[0]).toMatchObject({ url: 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000' });
    expect(sent[0]?.headers.get('x-goog-api-key')).toBe(CANARY_KEY);
    expect(models?.map(({ id }) => id)).toEqual(['gemini-3.8-flash', 'gemini-9', 'gemma-4-31b-it']);
    expect(models?.[0]).toMatchObject({
      contextTokens: 2_000_000,
      maxOutputTokens: 100_000,
      prices: [{ unitCostUsd: 0.75 }, {}],
    });
    expect(models?.[1]).toMatchObject({ name: 'GEMINI-9', prices: [{ unitCostUsd: null }, { unitCostUsd: null }] });
  });

  it('for pictures and clips likewise', async () => {
    const pictures = await geminiImage.liveModels?.list(wire(json(LIST)).context, config);
    expect(pictures).toEqual([
      geminiImage.models[0],
      { id: 'gemini-9-image', name: 'GEMINI-9-IMAGE', prices: [], aliases: [] },
    ]);
    const clips = await geminiVideo.liveModels?.list(wire(json(LIST)).context, config);
    expect(clips).toEqual([
      geminiVideo.models[0],
      { id: 'gemini-omni-2', name: 'GEMINI-OMNI-2', prices: [], aliases: [] },
    ]);
  });
});
