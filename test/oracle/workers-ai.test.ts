import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { workersAIFetch } from '../../src/providers/workers-ai.ts';
import { ACCOUNT } from '../contract/llm/workers-ai.ts';
import { MESSAGES, SCHEMA } from '../contract/llm.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { ourRequest } from './llm-requests.ts';
import { describeSpec } from './specs.ts';

// There is no SDK whose requests could be compared: the binding is part of the runtime, and npm `cloudflare` is a client of
// the whole platform that leaves models' inputs untyped. Requests are held against what is derived from
// npm @cloudflare/workers-types and against §2.5 of the wire contracts (test/providers/llm-workers-ai.test.ts).
const DerivedSchema = z.object({
  rest: z.string(),
  text_input: z.record(z.string(), z.unknown()),
  text_output: z.record(z.string(), z.unknown()),
  error_codes_to_http: z.record(z.string(), z.number()),
});
const REST = { provider: 'workers-ai', accountId: ACCOUNT } as const;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describeSpec('workers-ai.derived.json', (spec) => {
  const derived = () => DerivedSchema.parse(spec.document);

  test('a request goes where and as the description says', async () => {
    const ours = await ourRequest({ ...REST, temperature: 0 });
    const [method, address] = derived().rest.split(/\s+/);
    const url = address
      ?.replace('{account_id}', ACCOUNT)
      .replace('{model}', '@cf/meta/llama-3.3-70b-instruct-fp8-fast');
    expect([ours?.method, ours?.url]).toEqual([method, url]);
    const known = Object.keys(derived().text_input);
    expect(Object.keys(ours?.body as object).filter((field) => !known.includes(field))).toEqual([]);
    expect(ours?.body).toMatchObject({ response_format: { type: 'json_schema', json_schema: SCHEMA } });
  });

  test('the simulator answers with the fields the description has', async () => {
    const url = `${simulator.baseUrl('workers-ai')}/client/v4/accounts/${ACCOUNT}/ai/run/@cf/meta/llama-3`;
    const body = JSON.stringify({ messages: MESSAGES });
    const answer = await fetch(url, { method: 'POST', headers: { authorization: 'Bearer simulated' }, body });
    const { result } = z.object({ result: z.record(z.string(), z.unknown()) }).parse(await answer.json());
    expect(Object.keys(result).toSorted()).toEqual(Object.keys(derived().text_output).toSorted());
  });

  test('every error code of the description has its status here', async () => {
    for (const [code, status] of Object.entries(derived().error_codes_to_http)) {
      const answered = await boundAnswer(new Error(`${code}: Something`));
      expect([code, answered]).toEqual([code, status]);
    }
  });
});

/** The status that an error of the binding is taken for. */
async function boundAnswer(error: Error): Promise<number> {
  const access = { kind: 'binding', ai: { run: () => Promise.reject(error) } } as const;
  const edge = workersAIFetch(access, { fetch: () => Promise.reject(new Error('no network')) }, '@cf/a/b');
  const request = new Request('https://binding.example/', { method: 'POST', body: '{}' });
  return (await edge.fetch(request)).status;
}
