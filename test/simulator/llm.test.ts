import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBrief } from '../../src/director/brief.ts';
import { parseDirection } from '../../src/director/parser.ts';
import { directPrompt, systemPrompt } from '../../src/director/prompts.ts';
import { directionJsonSchema } from '../../src/director/schema.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { DirectorInputSchema } from '../../src/types/project.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import { wire } from '../contract/wire.ts';
import { type Simulator, startSimulator } from './index.ts';

const ORDER = DirectorInputSchema.parse({
  concept: 'A lighthouse keeper finds a whale in the fog',
  targetDuration: 30,
  aspectRatio: '16:9',
});
const MESSAGES = [
  { role: 'system' as const, content: systemPrompt() },
  { role: 'user' as const, content: directPrompt(buildBrief('direct', ORDER, undefined)) },
];
/** Every language-model provider, as a project is configured to use the simulator. */
const VENDORS: {
  name: string;
  vendor: string;
  config: Omit<LLMProviderConfig, 'apiKey'>;
  origin?: string;
  inOnePiece?: boolean;
}[] = [
  { name: 'OpenRouter', vendor: 'openrouter', config: { provider: 'openrouter' } },
  // Its own API has no other address, so the request is led astray on its way.
  { name: 'OpenAI', vendor: 'openai', config: { provider: 'openai' }, origin: 'https://api.openai.com' },
  { name: 'Gemini', vendor: 'gemini', config: { provider: 'google' } },
  { name: 'Anthropic', vendor: 'anthropic', config: { provider: 'anthropic' } },
  {
    name: 'Workers AI',
    vendor: 'workers-ai',
    config: { provider: 'workers-ai', accountId: '0123456789abcdef0123456789abcdef' },
    inOnePiece: true,
  },
  { name: 'a compatible server', vendor: 'openai', config: { provider: 'openai', model: 'gpt-4o' } },
];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe.each(VENDORS)('$name against the simulator', ({ vendor, config, origin, inOnePiece }) => {
  const make = (apiKey = 'simulated') => {
    const base = simulator.baseUrl(vendor);
    const context = {
      ...wire().context,
      fetch: (request: Request) => fetch(new Request(request.url.replace(origin ?? base, base), request)),
    };
    const address = origin === undefined ? { baseUrl: base } : {};
    return LLMProviderFactory.create({ ...config, ...address, apiKey }, context);
  };

  test('writes a direction that can be used, at once and as a stream', async () => {
    const whole = await make().chat(MESSAGES, directionJsonSchema);
    expect(parseDirection(whole.content, ORDER)).toMatchObject({ ok: true });
    expect(whole.usage?.completionTokens).toBeGreaterThan(500);
    const heard: string[] = [];
    const streamed = await make().stream?.(MESSAGES, directionJsonSchema, (piece) => heard.push(piece));
    expect(streamed?.content).toBe(whole.content);
    // With a schema Workers AI does not stream.
    if (inOnePiece) expect(heard).toHaveLength(1);
    else expect(heard.length).toBeGreaterThan(20);
    expect(heard.join('')).toBe(whole.content);
  });

  test('knows keys, and plays faults in the vendor’s words', async () => {
    expect(await make().checkKey()).toMatchObject({ status: 'valid' });
    expect(await make('invalid-key').checkKey()).toMatchObject({ status: 'invalid' });
    const billed = simulator.report().billed;
    for (const [fault, code] of [
      ['refuse', 'invalid_input'],
      ['rate-limit', 'rate_limit'],
      ['error-before-accept', 'outcome_unknown'],
      ['unauthorised', 'auth'],
      ['no-credit', 'quota'],
    ] as const) {
      simulator.script({ fault, vendor });
      await expect(make().chat(MESSAGES)).rejects.toMatchObject({ code });
    }
    expect(simulator.report().billed).toBe(billed);
    for (const [fault, code] of [
      ['error-after-accept', 'outcome_unknown'],
      ['drop-after-accept', 'outcome_unknown'],
      ['wrong-json', 'outcome_unknown'],
      ['moderated', 'content_rejected'],
    ] as const) {
      simulator.script({ fault, vendor });
      await expect(make().chat(MESSAGES)).rejects.toMatchObject({ code });
    }
    expect(simulator.report().billed).toBe(billed + 4);
  });
});
