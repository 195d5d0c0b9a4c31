import { describe, expect, it } from 'vitest';
import type { BaseLLMProvider, LLMMessage, LLMResponse } from '../../src/providers/llm/base.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import { AppError, type ErrorCode, errorRecord } from '../../src/types/errors.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import { events, type Wire, type WireAnswer, wire } from './wire.ts';

/** A key that must show up nowhere. */
export const CANARY_KEY = 'sk-canary-5d1c8e0b7a924f36';

export const MESSAGES: LLMMessage[] = [
  { role: 'system', content: 'You direct short films.' },
  { role: 'user', content: 'A keeper finds a whale — 鯨 🐋.' },
];
export const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string', description: 'The title.' } },
  required: ['title'],
  additionalProperties: false,
};
/** Holds letters of one to four bytes, so that a stream can be cut inside each of them. */
export const CONTENT = '{"title":"Die Wächterin — 鯨 🐋"}';
/** What the drivers' answers say they took. */
export const USAGE = { promptTokens: 1200, completionTokens: 340, totalTokens: 1540 };

/** One vendor, as the contract suite needs it: how it says things on its wire. */
export interface LLMDriver {
  provider: LLMProviderConfig['provider'];
  /** What it is called here. Default: the provider. */
  name?: string;
  /** Why neither limits nor prices are known; absent where the catalogue has them. */
  withoutCatalogue?: string;
  /** Why a temperature is never sent; absent where models that take one are sent it. */
  withoutTemperature?: string;
  /** What the configuration needs besides provider and key. */
  config?: Partial<LLMProviderConfig>;
  /** An old model name of the catalogue, and its successor; absent where there is none. */
  oldModel?: { id: string; successor: string };
  /** Sound answers hold {@link USAGE}; US dollars they come to, and how that is known. */
  cost: { costUsd: number; basis: 'reported' | 'computed' } | undefined;
  completed(content: string): Response;
  truncated(content: string): Response;
  /** The model or a filter would not write it, with HTTP status 200. */
  refused(): Response;
  /** HTTP 200 and no text at all. */
  empty(): Response;
  /** Error answers of the vendor, whose words hold {@link CANARY_KEY}. */
  unauthorised(): Response;
  noCredit(): Response;
  /** Asks for 7 seconds. */
  rateLimited(): Response;
  serverError(): Response;
  /** Too long a prompt or another refusal of the request itself. */
  invalid(): Response;
  /** Why a stream is only asked for without a schema; absent where it is asked for with one. */
  streamsWithoutSchema?: string;
  /** A stream that gives the content in these pieces; absent where the vendor does not stream. */
  stream?: (pieces: readonly string[]) => string;
  /** A stream that fails after these pieces, by an event. */
  streamError?: (pieces: readonly string[]) => string;
  /** Answer to the key check. */
  keyValid(): Response;
}

/** Registers the cases every language-model adapter must pass. */
export function describeLLMContract(driver: LLMDriver): void {
  const { name = driver.provider } = driver;
  const make = (answers: WireAnswer[], changes: Partial<LLMProviderConfig> = {}): Wire & { llm: BaseLLMProvider } => {
    const edge = wire(...answers);
    const config = { provider: driver.provider, apiKey: CANARY_KEY, ...driver.config, ...changes };
    return { ...edge, llm: LLMProviderFactory.create(config, edge.context) };
  };
  const failing = async (answer: WireAnswer, changes: Partial<LLMProviderConfig> = {}) => {
    const { llm, sent } = make([answer], changes);
    const error = await thrown(llm.chat(MESSAGES, SCHEMA));
    expect(sent).toHaveLength(1);
    return error;
  };

  describe(`${name}: chat`, () => {
    it('gives the text, the tokens and the price, with one request', async () => {
      const { llm, sent } = make([driver.completed(CONTENT)]);
      const response = await llm.chat(MESSAGES, SCHEMA);
      expect(response).toMatchObject({ content: CONTENT, usage: USAGE });
      expect(response.truncated).toBeUndefined();
      expect([response.cost, response.costBasis]).toEqual([driver.cost?.costUsd, driver.cost?.basis]);
      expect(sent.map(({ method }) => method)).toEqual(['POST']);
      for (const { content } of MESSAGES) expect(sent[0]?.text).toContain(content);
      expect(sent[0]?.text).toContain('"additionalProperties":false');
    });

    it('asks without a schema where none is given', async () => {
      const { llm, sent } = make([driver.completed('Hello')]);
      expect((await llm.chat(MESSAGES)).content).toBe('Hello');
      expect(sent[0]?.text).not.toContain('additionalProperties');
    });

    it('keeps the key to the headers', async () => {
      const { llm, sent } = make([driver.completed(CONTENT)]);
      await llm.chat(MESSAGES, SCHEMA);
      expect([...(sent[0]?.headers ?? [])].some(([, value]) => value.includes(CANARY_KEY))).toBe(true);
      expect(`${sent[0]?.url} ${sent[0]?.text}`).not.toContain(CANARY_KEY);
    });

    const { withoutTemperature } = driver;
    it(
      withoutTemperature ? `leaves a temperature out: ${withoutTemperature}` : 'keeps a temperature of 0',
      async () => {
        const { llm, sent } = make([driver.completed(CONTENT)], { model: 'a/model-nobody-knows', temperature: 0 });
        await llm.chat(MESSAGES, SCHEMA);
        expect(sent[0]?.text.includes('"temperature":0')).toBe(withoutTemperature === undefined);
        expect(llm.notices.map(({ code }) => code)).toEqual(withoutTemperature ? ['temperature_ignored'] : []);
      },
    );

    it('hands a truncated answer over, marked', async () => {
      const { llm } = make([driver.truncated('{"title":"The Ke')]);
      expect(await llm.chat(MESSAGES, SCHEMA)).toMatchObject({ content: '{"title":"The Ke', truncated: true });
    });

    it('says when all tokens went into nothing', async () => {
      const error = await failing(driver.truncated(''));
      expect(error).toMatchObject({ code: 'bad_response' });
      expect(error.message).toContain('maxTokens');
      expect(error.details).toHaveProperty('chargedUsd');
    });

    it('turns a refusal into content_rejected, and says that it was paid for', async () => {
      const error = await failing(driver.refused());
      expect(error.code).toBe('content_rejected');
      expect(error.details.retryable).not.toBe(true);
      expect(error.details).toHaveProperty('chargedUsd');
    });

    it('turns an empty answer into bad_response', async () => {
      const error = await failing(driver.empty());
      expect(error).toMatchObject({ code: 'bad_response', details: { retryable: true } });
    });

    const refusals: [what: string, answer: Response, code: ErrorCode, retryable: boolean][] = [
      ['401', driver.unauthorised(), 'auth', false],
      ['no credit', driver.noCredit(), 'quota', false],
      ['an invalid request', driver.invalid(), 'invalid_input', false],
      ['429', driver.rateLimited(), 'rate_limit', true],
    ];
    it.each(refusals)('%s is a refusal: surely not charged', async (_what, answer, code, retryable) => {
      const error = await failing(answer);
      expect(error).toMatchObject({ code, details: { retryable, stage: 'submit' } });
      expect(error.details.chargedUsd).toBeUndefined();
      if (code === 'rate_limit') expect(error.details.retryAfterMs).toBe(7000);
    });

    const doubts: [what: string, answer: WireAnswer][] = [
      ['5xx', driver.serverError()],
      ['a connection that breaks', new TypeError('network connection lost')],
      ['no answer in time', new DOMException('timed out', 'TimeoutError')],
      ['a page instead of JSON', new Response('<html>Bad gateway</html>', { status: 200 })],
      ['JSON of another kind', new Response('[1,2]', { status: 200 })],
      ['an object of another kind', new Response('{"result":"ok"}', { status: 200 })],
      ['an empty body', new Response('', { status: 200 })],
    ];
    it.each(doubts)('%s leaves the outcome unknown, and nothing is sent again', async (_what, answer) => {
      const error = await failing(answer);
      expect(error.code).toBe('outcome_unknown');
      expect(error.details.retryable).not.toBe(true);
    });

    it('follows no redirect with the key', async () => {
      const moved = new Response(null, { status: 302, headers: { location: 'https://evil.example/' } });
      expect((await failing(moved)).code).toBe('invalid_input');
    });
  });

  describe(`${name}: limits and names`, () => {
    const { withoutCatalogue, oldModel } = driver;
    const whale = [{ role: 'user' as const, content: 'whale '.repeat(1_000_000) }];
    if (withoutCatalogue === undefined) {
      it('refuses what the model cannot hold before anything is sent', async () => {
        const { llm, sent } = make([driver.completed(CONTENT)]);
        const error = await thrown(llm.chat(whale, SCHEMA));
        expect(error).toMatchObject({ code: 'too_large', details: { stage: 'prepare' } });
        expect(sent).toHaveLength(0);
      });

      it('refuses more output than the model can write before anything is sent', async () => {
        const { llm, sent } = make([driver.completed(CONTENT)], { maxTokens: 200_000 });
        const error = await thrown(llm.chat(MESSAGES, SCHEMA));
        expect(['invalid_input', 'too_large']).toContain(error.code);
        expect(error.message).toContain('maxTokens');
        expect(sent).toHaveLength(0);
      });

      it('prices tokens by the catalogue', () => {
        expect(make([]).llm.estimateCost(1_000_000, 0)).toBeGreaterThan(0);
      });
    } else {
      it(`leaves limits to the server and knows no price: ${withoutCatalogue}`, async () => {
        const { llm, sent } = make([driver.completed(CONTENT)], { maxTokens: 200_000 });
        await llm.chat(whale, SCHEMA);
        expect(sent).toHaveLength(1);
        expect(llm.estimateCost(1, 1)).toBeNull();
      });
    }

    it('knows no price of a model nobody knows', () => {
      expect(make([], { model: 'a/model-nobody-knows' }).llm.estimateCost(1, 1)).toBeNull();
    });

    it('sends the token limit it is given', async () => {
      const { llm, sent } = make([driver.completed(CONTENT)], { maxTokens: 4096 });
      await llm.chat(MESSAGES, SCHEMA);
      expect(sent[0]?.text).toMatch(/"(max\w*|maxOutputTokens)":4096/);
    });

    if (oldModel) {
      it('resolves an old name to its successor, and says so', async () => {
        const { llm, sent } = make([driver.completed(CONTENT)], { model: oldModel.id });
        expect(llm.notices).toEqual([{ code: 'model_replaced', message: expect.stringContaining(oldModel.successor) }]);
        await llm.chat(MESSAGES, SCHEMA);
        expect(`${sent[0]?.url} ${sent[0]?.text}`).toContain(oldModel.successor);
      });
    }

    it('passes a model nobody knows on as it is', async () => {
      const { llm, sent } = make([driver.completed(CONTENT)], { model: 'a/model-nobody-knows' });
      expect(llm.notices).toEqual([]);
      await llm.chat(MESSAGES, SCHEMA);
      expect(decodeURIComponent(`${sent[0]?.url} ${sent[0]?.text}`)).toContain('a/model-nobody-knows');
    });
  });

  describe(`${name}: json`, () => {
    it('parses the answer', async () => {
      expect(await make([driver.completed(CONTENT)]).llm.json(MESSAGES, SCHEMA)).toEqual(JSON.parse(CONTENT));
    });
    it('says when it is no JSON', async () => {
      const { llm } = make([driver.completed('```json\n{}\n```')]);
      expect((await thrown(llm.json(MESSAGES, SCHEMA))).code).toBe('bad_response');
    });
  });

  describe(`${name}: key`, () => {
    it('is checked with one request that costs nothing', async () => {
      const { llm, sent } = make([driver.keyValid()]);
      expect(await llm.checkKey()).toMatchObject({ status: 'valid' });
      expect(sent.map(({ method }) => method)).toEqual(['GET']);
    });
    const checks: [what: string, answer: WireAnswer, status: string][] = [
      ['401', driver.unauthorised(), 'invalid'],
      ['5xx', driver.serverError(), 'unreachable'],
      ['a broken connection', new TypeError('network connection lost'), 'unreachable'],
    ];
    it.each(checks)('%s: the check answers and never throws', async (_what, answer, status) => {
      const check = await make([answer]).llm.checkKey();
      expect(check.status).toBe(status);
      expect(check.message).not.toContain(CANARY_KEY);
    });

    it('is in no error, whatever the vendor says', async () => {
      const answers: WireAnswer[] = [
        ...[driver.unauthorised(), driver.noCredit(), driver.rateLimited(), driver.serverError(), driver.invalid()],
        ...[driver.refused(), driver.empty(), new TypeError(`lost ${CANARY_KEY}`)],
      ];
      for (const answer of answers) {
        const error = await failing(answer);
        expect(JSON.stringify(errorRecord(error))).not.toContain(CANARY_KEY);
        for (const { content } of MESSAGES) expect(JSON.stringify(errorRecord(error))).not.toContain(content);
      }
    });
  });

  const { stream, streamError } = driver;
  if (!stream || !streamError) return;
  const reason = driver.streamsWithoutSchema;
  describe(`${name}: stream${reason ? ` without a schema, since ${reason}` : ''}`, () => {
    const schema = reason ? undefined : SCHEMA;
    const PIECES = ['{"title":"Die W', 'ächterin — 鯨', ' 🐋"}'];
    const hear = async (answer: WireAnswer) => {
      const { llm, sent } = make([answer]);
      const heard: string[] = [];
      const response: Promise<LLMResponse> | undefined = llm.stream?.(MESSAGES, schema, (piece) => heard.push(piece));
      if (!response) throw new Error('this adapter does not stream');
      return { heard, sent, result: await response.catch((error: unknown) => error) };
    };

    it('gives the pieces in order, then the whole, with one request', async () => {
      const { heard, sent, result } = await hear(events(stream(PIECES)));
      expect(heard).toEqual(PIECES);
      expect(result).toMatchObject({ content: CONTENT, usage: USAGE });
      if (driver.cost) expect(result).toMatchObject({ cost: driver.cost.costUsd, costBasis: driver.cost.basis });
      expect(sent.map(({ method }) => method)).toEqual(['POST']);
      expect(sent[0]?.text + (sent[0]?.url ?? '')).toMatch(/"stream":true|:streamGenerateContent/);
    });

    it('gives the same wherever the stream is split', async () => {
      const bytes = new TextEncoder().encode(stream(PIECES));
      for (let at = 1; at < bytes.length; at++) {
        const { heard, result } = await hear(events([bytes.subarray(0, at), bytes.subarray(at)]));
        expect(heard.join('')).toBe(CONTENT);
        expect(result).toMatchObject({ content: CONTENT, usage: USAGE });
      }
      const { result } = await hear(events([...bytes].map((byte) => Uint8Array.of(byte))));
      expect(result).toMatchObject({ content: CONTENT });
    });

    it('takes CRLF and comments', async () => {
      const text = `: hello\n\n${stream(PIECES)}`.replaceAll('\n\n', '\n\n: still there\n\n').replaceAll('\n', '\r\n');
      expect((await hear(events(text))).result).toMatchObject({ content: CONTENT });
    });

    it('leaves the outcome unknown wherever the connection breaks', async () => {
      const bytes = new TextEncoder().encode(stream(PIECES));
      const firstText = stream(PIECES).indexOf('Die W');
      for (const at of [0, 1, Math.floor(firstText / 2), firstText + 60]) {
        const { result } = await hear(events([bytes.subarray(0, at)], { broken: true }));
        expect(result).toMatchObject({ code: 'outcome_unknown' });
        const { result: ended } = await hear(events([bytes.subarray(0, at)]));
        expect(ended).toMatchObject({ code: 'outcome_unknown' });
      }
    });

    it('throws an error that comes in the middle, typed, whatever was heard', async () => {
      const { heard, result } = await hear(events(streamError(PIECES.slice(0, 1))));
      expect(heard).toEqual(PIECES.slice(0, 1));
      expect(result).toMatchObject({ code: 'outcome_unknown' });
      expect(JSON.stringify(errorRecord(result as AppError))).not.toContain(CANARY_KEY);
      const { result: atOnce } = await hear(events(streamError([])));
      expect(atOnce).toSatisfy(AppError.is);
      expect(atOnce).not.toMatchObject({ code: 'internal' });
    });

    it('does not take nonsense for an event', async () => {
      const { result } = await hear(events(`data: {"choices": nonsense\n\n${stream(PIECES)}`));
      expect(result).toMatchObject({ code: 'outcome_unknown' });
    });

    it('refuses as chat does', async () => {
      expect((await hear(driver.unauthorised())).result).toMatchObject({ code: 'auth' });
      expect((await hear(driver.serverError())).result).toMatchObject({ code: 'outcome_unknown' });
    });
  });
}

/** The AppError a promise ends with. */
export async function thrown(promise: Promise<unknown>): Promise<AppError> {
  const reason = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!AppError.is(reason)) throw new Error(`no AppError: ${String(reason)}`, { cause: reason });
  return reason;
}
