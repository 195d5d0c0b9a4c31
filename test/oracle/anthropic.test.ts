import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anthropicLLM } from '../../src/providers/llm/anthropic.ts';
import { closing, message, OPENING } from '../contract/llm/anthropic.ts';
import { CANARY_KEY, SCHEMA } from '../contract/llm.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { essence, eventsOf, ORDER, ourRequest, SYSTEM } from './llm-requests.ts';
import { recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @anthropic-ai/sdk 1.14.0, called with a recording fetch. Meant differences: the SDK names itself, its
// runtime and its retries (user-agent, x-stainless-*); it would send a request three times, ours once.
const MATTERS = ['authorization', 'x-api-key', 'anthropic-version', 'content-type', 'accept'];
const PROVIDER = { provider: 'anthropic' } as const;

const sdk = (recording: typeof fetch) => new Anthropic({ apiKey: CANARY_KEY, fetch: recording, maxRetries: 0 });

test.each([
  ['the default model', {}, { model: 'claude-sonnet-5-5', max_tokens: 128_000 }],
  ['an older model', { model: 'claude-haiku-4-5' }, { model: 'claude-haiku-4-5', max_tokens: 32_000 }],
])('a request for %s equals the SDK’s', async (_what, config, { model, max_tokens }) => {
  const [theirs] = await recordRequests(
    (recording) =>
      sdk(recording).messages.create({
        ...{ model, max_tokens },
        system: SYSTEM,
        messages: [{ role: 'user', content: ORDER }],
        output_config: { format: { type: 'json_schema', schema: SCHEMA } },
        stream: true,
      }),
    {},
  );
  expect(essence(await ourRequest({ ...PROVIDER, ...config }), MATTERS)).toEqual(essence(theirs, MATTERS));
});

test('the list of models is asked for as by the SDK', async () => {
  const headers = MATTERS.filter((name) => name !== 'content-type');
  for (const [limit, act] of [
    [1, () => ourRequest(PROVIDER, (llm) => llm.checkKey())],
    [1000, listed],
  ] as const) {
    const [theirs] = await recordRequests((recording) => sdk(recording).models.list({ limit }), { data: [] });
    expect(essence(await act(), headers)).toEqual(essence(theirs, headers));
  }
});

async function listed() {
  const vendor = fakeVendor([{ json: { data: [] } }]);
  await anthropicLLM.liveModels?.list(vendor.context, { apiKey: CANARY_KEY });
  return vendor.requests[0];
}

describeSpec('anthropic.openapi.yaml', (spec) => {
  test.each([{}, { model: 'claude-haiku-4-5', maxTokens: 4096 }])(
    'a request with %o is as described',
    async (config) => {
      const ours = await ourRequest({ ...PROVIDER, ...config });
      expect(spec.requestFaults('POST', '/v1/messages', ours?.body)).toEqual([]);
    },
  );

  test('a limit that is text would be found', () => {
    const body = { model: 'm', max_tokens: '4096', messages: [{ role: 'user', content: 'x' }] };
    expect(spec.requestFaults('POST', '/v1/messages', body)).not.toEqual([]);
  });

  describe('the simulator’s answers', () => {
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator();
    });
    afterAll(() => simulator.close());
    const ask = (path: string, body?: object) =>
      fetch(`${simulator.baseUrl('anthropic')}${path}`, {
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
        headers: { 'x-api-key': 'simulated', 'anthropic-version': '2023-06-01' },
      });
    const order = { model: 'claude-sonnet-5-5', max_tokens: 1000, messages: [{ role: 'user', content: ORDER }] };

    test.each(['completed', 'moderated'])('are as described: %s', async (outcome) => {
      if (outcome === 'moderated') simulator.script({ fault: 'moderated', vendor: 'anthropic', times: 2 });
      const whole: unknown = await (await ask('/v1/messages', order)).json();
      expect(spec.responseFaults('POST', '/v1/messages', 200, whole)).toEqual([]);
      const streamed = eventsOf(await (await ask('/v1/messages', { ...order, stream: true })).text());
      expect(streamed.length).toBeGreaterThan(3);
      for (const event of streamed) expect(faultsOfEvent(event)).toEqual([]);
    });

    test('list models as described', async () => {
      const body: unknown = await (await ask('/v1/models?limit=1000')).json();
      expect(spec.responseFaults('GET', '/v1/models', 200, body)).toEqual([]);
    });

    test('refuse as described', async () => {
      simulator.script({ fault: 'rate-limit', vendor: 'anthropic' }, { fault: 'no-credit', vendor: 'anthropic' });
      for (const _fault of ['rate-limit', 'no-credit']) {
        const body: unknown = await (await ask('/v1/messages', order)).json();
        expect(spec.schemaFaults('ErrorResponse', body)).toEqual([]);
      }
    });
  });

  /** A ping is described apart from the other events. */
  function faultsOfEvent(event: unknown): string[] {
    const isPing = typeof event === 'object' && event !== null && 'type' in event && event.type === 'ping';
    return spec.schemaFaults(isPing ? 'Ping' : 'MessageStreamEvent', event);
  }
});

test('the fixtures of the contract suite are read by the SDK as by our adapter', async () => {
  const text = message(['{"a":', '1}'], 'end_turn');
  const answering: typeof fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
  const request = { model: 'claude-sonnet-5-5', max_tokens: 9, messages: [{ role: 'user' as const, content: 'x' }] };
  const final = await sdk(answering).messages.stream(request).finalMessage();
  expect(final.content.map(({ type }) => type)).toEqual(['thinking', 'text']);
  expect(final.content.at(-1)).toMatchObject({ text: '{"a":1}' });
  expect([OPENING.length, closing('end_turn').length]).toEqual([6, 2]);
});
