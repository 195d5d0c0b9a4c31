import { HTTPClient, OpenRouter } from '@openrouter/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRouterLLM } from '../../src/providers/llm/openrouter.ts';
import { CANARY_KEY, MESSAGES, SCHEMA } from '../contract/llm.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { asStream, essence, eventsOf, ourRequest } from './llm-requests.ts';
import { recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @openrouter/sdk 1.3.19, called with a recording fetch. Meant differences: the SDK names itself (user-agent),
// asks for `text/event-stream` where it streams, while ours follows the body's `stream` alone, as OpenRouter does, and
// takes errors as JSON; it writes `stream: false` where ours leaves the default out.
const MATTERS = ['authorization', 'content-type', 'x-openrouter-title'];

const theirRequest = async (run: (client: OpenRouter) => Promise<unknown>) =>
  (
    await recordRequests((recording) => {
      const httpClient = new HTTPClient({ fetcher: recording });
      const client = new OpenRouter({
        apiKey: CANARY_KEY,
        httpClient,
        appTitle: 'Prompt to Video',
        retryConfig: { strategy: 'none' },
      });
      return run(client).catch(() => undefined);
    }, {})
  )[0];

const CHEAP = { sort: 'price', dataCollection: 'deny' } as const;
const REQUEST = {
  messages: MESSAGES,
  responseFormat: {
    type: 'json_schema' as const,
    jsonSchema: { name: 'answer', strict: true, schema: SCHEMA },
  },
  provider: { requireParameters: true },
};

test.each([
  ['the default model', {}, { model: 'anthropic/claude-sonnet-5.5' }],
  [
    'fallback models, a limit and a temperature',
    { model: 'openai/gpt-4o', fallbackModels: ['openai/gpt-6-luna'], maxTokens: 4096, temperature: 0 },
    { models: ['openai/gpt-4o', 'openai/gpt-6-luna'], maxCompletionTokens: 4096, temperature: 0 },
  ],
  [
    'chosen servers',
    { route: 'priority' as const, routing: { order: ['openai'], ...CHEAP } },
    {
      model: 'anthropic/claude-sonnet-5.5',
      provider: {
        ...{ requireParameters: true, allowFallbacks: false, order: ['openai'] },
        ...CHEAP,
      },
    },
  ],
  [
    'a transform of the plan’s time',
    { transforms: ['middle-out'] },
    {
      model: 'anthropic/claude-sonnet-5.5',
      plugins: [{ id: 'context-compression' as const, engine: 'middle-out' as const }],
    },
  ],
])('a request for %s equals the SDK’s, at once and as a stream', async (_what, config, changes) => {
  const whole = await theirRequest((client) => client.chat.send({ chatRequest: { ...REQUEST, ...changes } }));
  const ours = await ourRequest({ provider: 'openrouter', ...config });
  expect(withoutDefaults(essence(ours, MATTERS))).toEqual(withoutDefaults(essence(whole, MATTERS)));
  const streamed = await theirRequest((client) =>
    client.chat.send({ chatRequest: { ...REQUEST, ...changes, stream: true } }),
  );
  const oursStreamed = await ourRequest({ provider: 'openrouter', ...config }, asStream);
  expect(essence(oursStreamed, MATTERS)).toEqual(essence(streamed, MATTERS));
});

/** A request without `stream: false`, which is the default. */
function withoutDefaults(request: { body?: unknown }): object {
  const { stream, ...body } = request.body as { stream?: boolean };
  return { ...request, body: stream ? { stream, ...body } : body };
}

test('a key is checked, and models are listed, as by the SDK', async () => {
  const headers = ['authorization'];
  const checked = await ourRequest({ provider: 'openrouter' }, (llm) => llm.checkKey());
  const theirs = await theirRequest((client) => client.apiKeys.getCurrentKeyMetadata());
  expect(essence(checked, headers)).toEqual(essence(theirs, headers));
  const vendor = fakeVendor([{ json: { data: [] } }]);
  await openRouterLLM.liveModels?.list(vendor.context, {});
  const listed = await theirRequest((client) =>
    client.models.list({ outputModalities: 'text', supportedParameters: 'structured_outputs', limit: 1000 }),
  );
  const query = (url = '') => Object.fromEntries(new URL(url).searchParams);
  // Meant differences: the list is public, so no key goes out; and an offset of 0 is the default.
  expect({ offset: '0', ...query(vendor.requests[0]?.url) }).toEqual(query(listed?.url));
  expect(vendor.requests[0]?.headers.authorization).toBeUndefined();
});

describeSpec('openrouter.openapi.yaml', (spec) => {
  test.each([
    {},
    { fallbackModels: ['openai/gpt-6-luna'], maxTokens: 4096 },
    { model: 'openai/gpt-4o', temperature: 0 },
    { transforms: ['middle-out'] },
    { route: 'priority' as const, routing: { only: ['openai'], ...CHEAP } },
  ])('a request with %o is as described', async (config) => {
    for (const act of [undefined, asStream]) {
      const ours = await ourRequest({ provider: 'openrouter', ...config }, act);
      expect(spec.requestFaults('POST', '/chat/completions', ours?.body)).toEqual([]);
    }
  });

  test('a limit that is text would be found', () => {
    const wrong = { messages: MESSAGES, max_completion_tokens: '4096' };
    expect(spec.requestFaults('POST', '/chat/completions', wrong)).not.toEqual([]);
  });

  describe('the simulator’s answers', () => {
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator();
    });
    afterAll(() => simulator.close());
    const ask = (path: string, body?: object) =>
      fetch(`${simulator.baseUrl('openrouter')}/api/v1${path}`, {
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
        headers: { authorization: 'Bearer simulated' },
      });
    const order = { model: 'openai/gpt-4o', messages: MESSAGES };

    test.each(['completed', 'moderated'])('are as described: %s', async (outcome) => {
      if (outcome === 'moderated') simulator.script({ fault: 'moderated', vendor: 'openrouter', times: 2 });
      const whole: unknown = await (await ask('/chat/completions', order)).json();
      expect(spec.responseFaults('POST', '/chat/completions', 200, whole)).toEqual([]);
      const events = eventsOf(await (await ask('/chat/completions', { ...order, stream: true })).text());
      expect(events.flatMap((event) => spec.schemaFaults('ChatStreamChunk', event))).toEqual([]);
    });

    test('list models and tell of a key as described', async () => {
      for (const path of ['/models', '/key']) {
        const body: unknown = await (await ask(path)).json();
        expect(spec.responseFaults('GET', path, 200, body)).toEqual([]);
      }
    });

    test('refuse as described', async () => {
      for (const [fault, status] of [
        ['refuse', 400],
        ['no-credit', 402],
        ['rate-limit', 429],
      ] as const) {
        simulator.script({ fault, vendor: 'openrouter' });
        const body: unknown = await (await ask('/chat/completions', order)).json();
        expect(spec.responseFaults('POST', '/chat/completions', status, body)).toEqual([]);
      }
    });
  });
});
