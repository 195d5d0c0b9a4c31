import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ManualClock } from '../simulator/clock.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { contractAnswers, usualConfig } from './baseline.ts';
import { callLive, type LiveCall } from './calls.ts';
import { reportOf } from './report.ts';
import { differences, shapeOf } from './shapes.ts';

const CANARY = 'canary-live-8a1d';

describe('a live call, with the simulator in place of the service', () => {
  const clock = new ManualClock();
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ clock, latencySeconds: { video: 10 } });
  });
  afterAll(() => simulator.close());

  const ROLES: [LiveCall['role'], string, string][] = [
    ['llm', 'google', 'gemini'],
    ['image', 'google', 'gemini'],
    ['video', 'google', 'gemini'],
    ['llm', 'openrouter', 'openrouter'],
    ['image', 'openrouter', 'openrouter'],
    ['video', 'openrouter', 'openrouter'],
    ['image', 'fal-flux', 'fal'],
    ['image', 'openai-dalle', 'openai'],
    ['image', 'workers-ai', 'workers-ai'],
    ['video', 'fal-kling', 'fal'],
  ];
  const call = (
    role: LiveCall['role'],
    provider: string,
    vendor: string,
    changes: Partial<LiveCall> = {},
  ): LiveCall => {
    const { config, keyEnd } = usualConfig(role, provider);
    return {
      ...{ role, provider, apiKey: CANARY + keyEnd, pay: true },
      config: { ...config, baseUrl: simulator.baseUrl(vendor) },
      fetch: (request) => fetch(request),
      sleep: () => clock.advance(20),
      ...changes,
    };
  };

  test.each(ROLES)('%s of %s is as the contract has it', async (role, provider, vendor) => {
    const result = await callLive(call(role, provider, vendor));
    const { config } = usualConfig(role, provider);
    const contract = await contractAnswers({ role, provider, config, model: result.model });
    const report = reportOf({ role, provider }, result, contract);
    expect(result.estimateUsd).toBeGreaterThan(0);
    expect(report).toContain(`### ${provider}, ${role}: ${result.model}`);
    expect(report).toMatch(/- key: valid/);
    expect(report).toMatch(/- submission: POST 127\.0\.0\.1:\d+\S* ?: 20[02] in \d+ ms/);
    expect(report).toMatch(role === 'llm' ? /- answer: / : /- result: (image|video)\/\w+, \d+ bytes/);
    expect(report).toContain('Every answer has the fields the contract has.');
    expect(report).not.toContain(CANARY);
  });

  test('a picture that takes two steps takes both', async () => {
    const result = await callLive(call('image', 'midjourney', 'midjourney'));
    const { config } = usualConfig('image', 'midjourney');
    const contract = await contractAnswers({ role: 'image', provider: 'midjourney', config, model: result.model });
    const report = reportOf({ role: 'image', provider: 'midjourney' }, result, contract);
    expect(result.events).toContain('one step is done; the next is submitted');
    expect(report).toMatch(/- result: image\/\w+, \d+ bytes/);
    expect(report).toContain('Every answer has the fields the contract has.');
    expect(report).not.toContain(CANARY);
  });

  test('a field the contract does not have is told, and one that is missing', async () => {
    const tampering = async (request: Request) => {
      const response = await fetch(request);
      if (request.method !== 'POST') return response;
      const { usageMetadata: _gone, ...body } = JSON.parse(await response.text());
      return Response.json({ ...body, surprise: [{ level: 1 }] }, { headers: { 'x-request-id': 'r-42' } });
    };
    const result = await callLive(call('image', 'google', 'gemini', { fetch: tampering }));
    const contract = await contractAnswers({ role: 'image', provider: 'google', model: result.model });
    const report = reportOf({ role: 'image', provider: 'google' }, result, contract);
    expect(report).toContain('- not in the contract: `surprise[].level number`');
    expect(report).toContain('- only in the contract: `usageMetadata.promptTokenCount number`');
    expect(report).toContain('x-request-id r-42');
    expect(report).toContain('price: the vendor does not say');
  });

  test('nothing is bought without being told to, nor with a key that is refused', async () => {
    const billed = () => simulator.report().billed;
    const before = billed();
    const free = await callLive(call('video', 'google', 'gemini', { pay: false }));
    expect(free.events).toEqual([expect.stringContaining('key: valid')]);
    const refused = await callLive(call('video', 'google', 'gemini', { apiKey: 'an-invalid-key' }));
    expect(refused.events).toEqual([expect.stringContaining('key: invalid')]);
    expect(billed()).toBe(before);
  });

  test('a failure is told in its words', async () => {
    simulator.script({ fault: 'moderated' });
    const { events } = await callLive(call('video', 'openrouter', 'openrouter'));
    expect(events.at(-1)).toMatch(/^failed: content_rejected: /);
  });
});

test('shapes hold fields and kinds, never values', () => {
  const shape = shapeOf({ id: 'secret', list: [{ a: 1 }, { a: 2, b: null }], done: true, deep: { er: ['x'] } });
  expect(shape).toEqual(['id text', 'list[].a number', 'done boolean', 'deep.er[] text']);
  const answer = (fields: string[]) => [{ step: 'question', method: 'GET', shape: fields }];
  expect(differences(answer(['a text', 'b number']), answer(['a text', 'b text']))).toEqual([
    { call: 'question: GET', onlyLive: ['b number'], onlyContract: ['b text'] },
  ]);
  expect(differences(answer(['a text']), answer(['a text']))).toEqual([]);
  expect(differences(answer(['a text']), [])).toEqual([]);
});
