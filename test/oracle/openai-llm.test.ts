import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAILLM } from '../../src/providers/llm/openai.ts';
import { CANARY_KEY, MESSAGES, SCHEMA } from '../contract/llm.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { asStream, essence, eventsOf, ourRequest } from './llm-requests.ts';
import { recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm openai 7.57.0, called with a recording fetch. Meant differences: the SDK names itself and its runtime
// (user-agent, x-stainless-*) and would send a request three times, ours once.
const MATTERS = ['authorization', 'content-type', 'accept'];
const SERVER = 'http://localhost:11434/v1';

const sdk = (recording: typeof fetch, baseURL?: string) =>
  new OpenAI({ apiKey: CANARY_KEY, fetch: recording, maxRetries: 0, ...(baseURL ? { baseURL } : {}) });
const theirRequest = async (run: (client: OpenAI) => Promise<unknown>, baseURL?: string) =>
  (await recordRequests((recording) => run(sdk(recording, baseURL)).catch(() => undefined), {}))[0];

describe('Responses', () => {
  const request = {
    input: MESSAGES,
    store: false,
    text: { format: { type: 'json_schema' as const, name: 'answer', strict: true, schema: SCHEMA } },
  };

  test.each([
    ['the default model', {}, { model: 'gpt-6.1-sol' }],
    [
      'an older model',
      { model: 'gpt-4o', temperature: 0, maxTokens: 4096 },
      { model: 'gpt-4o', temperature: 0, max_output_tokens: 4096 },
    ],
  ])('a request for %s equals the SDK’s, at once and as a stream', async (_what, config, changes) => {
    const whole = await theirRequest((client) => client.responses.create({ ...request, ...changes }));
    expect(essence(await ourRequest({ provider: 'openai', ...config }), MATTERS)).toEqual(essence(whole, MATTERS));
    const streamed = await theirRequest((client) => client.responses.create({ ...request, ...changes, stream: true }));
    expect(essence(await ourRequest({ provider: 'openai', ...config }, asStream), MATTERS)).toEqual(
      essence(streamed, MATTERS),
    );
  });
});

describe('Chat Completions of a compatible server', () => {
  // Meant difference: `max_tokens`, which OpenAI deprecates, since local servers know it and not its successor.
  const request = {
    model: 'qwen3:32b',
    messages: MESSAGES,
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: 'answer', strict: true, schema: SCHEMA },
    },
    temperature: 0.2,
    max_tokens: 4096,
  };
  const config = {
    provider: 'openai',
    baseUrl: SERVER,
    model: 'qwen3:32b',
    temperature: 0.2,
    maxTokens: 4096,
  } as const;

  test('a request equals the SDK’s, at once and as a stream', async () => {
    const whole = await theirRequest((client) => client.chat.completions.create(request), SERVER);
    expect(essence(await ourRequest(config), MATTERS)).toEqual(essence(whole, MATTERS));
    const streamed = await theirRequest(
      (client) => client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } }),
      SERVER,
    );
    expect(essence(await ourRequest(config, asStream), MATTERS)).toEqual(essence(streamed, MATTERS));
  });
});

test('the list of models is asked for as by the SDK', async () => {
  const theirs = await theirRequest((client) => client.models.list());
  const headers = ['authorization', 'accept'];
  const checked = await ourRequest({ provider: 'openai' }, (llm) => llm.checkKey());
  expect(essence(checked, headers)).toEqual(essence(theirs, headers));
  const vendor = fakeVendor([{ json: { data: [] } }]);
  await openAILLM.liveModels?.list(vendor.context, { apiKey: CANARY_KEY });
  expect(essence(vendor.requests[0], headers)).toEqual(essence(theirs, headers));
});

describeSpec('openai.openapi.yaml', (spec) => {
  test('requests are as described', async () => {
    for (const act of [undefined, asStream]) {
      const responses = await ourRequest({ provider: 'openai', maxTokens: 4096 }, act);
      expect(spec.requestFaults('POST', '/responses', responses?.body)).toEqual([]);
      const server = { provider: 'openai', baseUrl: SERVER, model: 'qwen3:32b', maxTokens: 4096 } as const;
      const completions = await ourRequest(server, act);
      expect(spec.requestFaults('POST', '/chat/completions', completions?.body)).toEqual([]);
    }
  });

  test('a limit that is text, and messages in the wrong place, would be found', () => {
    const wrong = { model: 'm', input: 'x', max_output_tokens: '4096' };
    expect(spec.requestFaults('POST', '/responses', wrong)).not.toEqual([]);
    expect(spec.requestFaults('POST', '/chat/completions', { model: 'm', input: 'x' })).not.toEqual([]);
  });

  describe('the simulator’s answers', () => {
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator();
    });
    afterAll(() => simulator.close());
    const ask = (path: string, body?: object) =>
      fetch(`${simulator.baseUrl('openai')}/v1${path}`, {
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
        headers: { authorization: 'Bearer simulated' },
      });
    const eventFaults = (name: string, events: unknown[]) => events.flatMap((event) => spec.schemaFaults(name, event));

    test.each(['completed', 'moderated'])('to Responses are as described: %s', async (outcome) => {
      const order = { model: 'gpt-6.1-sol', input: MESSAGES };
      if (outcome === 'moderated') simulator.script({ fault: 'moderated', vendor: 'openai', times: 2 });
      const whole: unknown = await (await ask('/responses', order)).json();
      expect(spec.responseFaults('POST', '/responses', 200, whole)).toEqual([]);
      const events = eventsOf(await (await ask('/responses', { ...order, stream: true })).text());
      expect(eventFaults('ResponseStreamEvent', events)).toEqual([]);
    });

    test('to Chat Completions are as described', async () => {
      const order = { model: 'gpt-4o', messages: MESSAGES };
      const whole: unknown = await (await ask('/chat/completions', order)).json();
      expect(spec.responseFaults('POST', '/chat/completions', 200, whole)).toEqual([]);
      const events = eventsOf(await (await ask('/chat/completions', { ...order, stream: true })).text());
      expect(eventFaults('CreateChatCompletionStreamResponse', events)).toEqual([]);
    });

    test('list models, and refuse, as described', async () => {
      const models: unknown = await (await ask('/models')).json();
      expect(spec.responseFaults('GET', '/models', 200, models)).toEqual([]);
      simulator.script({ fault: 'no-credit', vendor: 'openai' });
      const refused: unknown = await (await ask('/responses', { model: 'm', input: MESSAGES })).json();
      expect(spec.schemaFaults('ErrorResponse', refused)).toEqual([]);
    });
  });
});
