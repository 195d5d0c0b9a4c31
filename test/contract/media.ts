import { afterEach, describe, expect, test, vi } from 'vitest';
import type { GenerationResponse, MediaProvider, Submission } from '../../src/providers/base.ts';
import { AppError, type ErrorCode, errorRecord } from '../../src/types/errors.ts';
import { CANARY_KEY, refusal } from '../providers/fake-vendor.ts';
import type { TaskKind } from '../simulator/protocol.ts';
import type { Fault } from '../simulator/script.ts';
import { type Bench, type MakeAdapter, openMailbox, startBench } from './media-harness.ts';

/** One adapter of images, clips or films, as the contract suite needs it. */
export interface MediaDriver<Request extends { submission?: Submission }> {
  /** Name of the suite, such as `fal-flux flux/dev`. */
  name: string;
  /** The vendor's name in the simulator. */
  vendor: string;
  kind: Extract<TaskKind, 'image' | 'video' | 'compile'>;
  make: MakeAdapter<Request>;
  /** A request with everything the model takes; its submission is the suite's. */
  request: Omit<Request, 'submission'>;
  /** Checks that zeros and falses of the request are in what was sent; absent where the model takes none. */
  keepsZeroAndFalse?: (body: unknown) => void;
  /** Seconds after which the vendor no longer knows a finished request; absent where it does not forget. */
  forgetsAfterSeconds?: number;
  /** Billable submissions that one result takes. Default 1. The cases about a submission are about the last of them. */
  steps?: number;
  /** The vendor answers when it is done, so that there is nothing to wait for. */
  synchronous?: true;
  /** The vendor tells of its results without signing. */
  unsignedWebhook?: true;
  /** Milliseconds to wait that a 429 comes to where no header says it; `unsaid` where nothing does. */
  pauseMs?: number | 'unsaid';
  /**
   * Cases that cannot be, each with its reason; they are reported as skipped. Where a case is about something only some
   * adapters can do, that the adapter does not claim to do it is tested in its place.
   */
  leaveOut?: Partial<Record<MediaCase, string>>;
}

type Handle = Readonly<Record<string, unknown>>;
interface CaseTools<Request> {
  bench: Bench<Request>;
  /** The driver's request as one submission. */
  order(changes?: Partial<Submission>): Request;
  driver: Pick<
    MediaDriver<{ submission?: Submission }>,
    'keepsZeroAndFalse' | 'forgetsAfterSeconds' | 'synchronous' | 'pauseMs' | 'steps'
  >;
  /** Sees to it that something is closed when the case is over. */
  afterwards(closable: { close(): unknown }): void;
}
type AnyCaseTools = CaseTools<{ submission?: Submission }>;

/** Registers the cases every media adapter must pass, each against the vendor's simulated wire. */
export function describeMediaContract<Request extends { submission?: Submission }>(driver: MediaDriver<Request>): void {
  describe(driver.name, () => {
    const open: { close(): unknown }[] = [];
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close();
    });
    for (const [name, run] of Object.entries(CASES) as [MediaCase, (typeof CASES)[MediaCase]][]) {
      const ability = ABILITIES[name];
      const said = driver.leaveOut?.[name];
      if (said !== undefined && ability !== undefined) {
        test(`${name}: not claimed (${said})`, async () => {
          const bench = await startBench(driver.vendor, driver.kind, driver.make);
          open.push(bench);
          expect(bench.adapter[ability]).toBeUndefined();
        });
        continue;
      }
      const reason = said ?? unneeded(driver, name);
      if (reason !== undefined) {
        test.skip(`${name} (left out: ${reason})`, () => {});
        continue;
      }
      test(name, async () => {
        const { vendor, kind, make, synchronous = false } = driver;
        const bench = await startBench(vendor, kind, make, { synchronous });
        open.push(bench);
        const submission = { id: 'job-1-task-1', startedAt: bench.clock.now() };
        const order = (changes: Partial<Submission> = {}) =>
          ({ ...driver.request, submission: { ...submission, ...changes } }) as Request;
        const afterwards = (closable: { close(): unknown }) => open.push(closable);
        await run({ bench, order, driver, afterwards } as unknown as AnyCaseTools);
        expect(everythingKept(bench)).not.toContain(CANARY_KEY);
      });
    }
    const unchecked = driver.leaveOut?.[KEY_CHECK];
    if (unchecked !== undefined) {
      test(`the key check says that it cannot tell (${unchecked})`, async () => {
        const bench = await startBench(driver.vendor, driver.kind, driver.make);
        open.push(bench);
        expect(await bench.adapter.checkKey()).toMatchObject({ status: 'unchecked' });
        expect(bench.sent).toEqual([]);
      });
      return;
    }
    test('the key check knows a bad key', async () => {
      const bench = await startBench(driver.vendor, driver.kind, driver.make, { apiKey: 'an-invalid-key' });
      open.push(bench);
      const answer = await bench.adapter.checkKey();
      expect(answer.status).toBe('invalid');
      expect(answer.message).not.toContain('an-invalid-key');
    });
  });
}

/** What an adapter has only where its vendor can do it, by the case that shows it. */
const ABILITIES: Partial<Record<MediaCase, 'cancel' | 'reconcile' | 'verifyWebhook'>> = {
  cancelled: 'cancel',
  'a lost submission is found, or nobody knows': 'reconcile',
  'a submission that never arrived is not mistaken for another': 'reconcile',
  'a webhook is genuine only as it was signed, and only for a while': 'verifyWebhook',
};

function unneeded(
  { synchronous, unsignedWebhook }: Pick<MediaDriver<object>, 'synchronous' | 'unsignedWebhook'>,
  name: MediaCase,
): string | undefined {
  if (synchronous && QUEUE_ONLY.has(name)) return 'answers when done';
  if (!unsignedWebhook && name === UNSIGNED) return 'no such webhook comes';
  return undefined;
}

/** What must hold no key: every address and body that was sent. */
function everythingKept(bench: Bench<never>): string {
  return JSON.stringify(bench.sent.map(({ url, text }) => [url, text]));
}

/** Does all but the last of the billable submissions that one result takes. @returns how to make the last. */
async function lastSubmission({ bench, order, driver }: AnyCaseTools): Promise<() => Promise<GenerationResponse>> {
  let next = () => bench.adapter.generate(order());
  for (let step = 1; step < (driver.steps ?? 1); step++) {
    const { handle = {} } = await next();
    await bench.finish();
    const finished = await bench.adapter.checkStatus(handle);
    if (finished.status !== 'step-completed') return async () => finished;
    next = async () => {
      if (!bench.adapter.proceed) throw new Error('there is no further step');
      return bench.adapter.proceed(finished.handle, order());
    };
  }
  return next;
}

async function handleOf(tools: AnyCaseTools): Promise<Handle> {
  const response = await (await lastSubmission(tools))();
  if (response.status === 'failed' || !response.handle) throw new Error(`not taken: ${JSON.stringify(response)}`);
  return response.handle;
}

async function resultOf(tools: AnyCaseTools): Promise<GenerationResponse> {
  const { bench, order, driver } = tools;
  if (driver.synchronous) return bench.adapter.generate(order());
  const response = await (await lastSubmission(tools))();
  if (response.status === 'failed') return response;
  await bench.finish();
  return bench.adapter.checkStatus(response.handle);
}

/** A refused or doubtful submission: what it is taken for, and whether it is billed. */
function submission(fault: Fault, codes: ErrorCode[], billed: 0 | 1, details: object = {}) {
  return async (tools: AnyCaseTools) => {
    const { bench, driver } = tools;
    const submit = await lastSubmission(tools);
    bench.simulator.script({ fault, retryAfterSeconds: 7 });
    const error = await refusal(submit());
    expect(codes).toContain(error.code);
    expect(error.details).toMatchObject(details);
    expect(error.message + JSON.stringify(errorRecord(error))).not.toContain(CANARY_KEY);
    expect(bench.simulator.report().billed).toBe((driver.steps ?? 1) - 1 + billed);
    expect(bench.simulator.report().faults).toEqual({ [fault]: 1 });
  };
}

/** What a 429 has to say, where its `Retry-After` is seven seconds. */
function pause({ pauseMs = 7000 }: Pick<MediaDriver<object>, 'pauseMs'>): object {
  return { retryable: true, ...(pauseMs === 'unsaid' ? {} : { retryAfterMs: pauseMs }) };
}

/** A question that could not be answered: it says nothing about the result, which the next one finds. */
function question(fault: Fault, codes: ErrorCode[], details: object) {
  return async (tools: AnyCaseTools) => {
    const { bench } = tools;
    const handle = await handleOf(tools);
    await bench.finish();
    bench.simulator.script({ fault, on: 'status', retryAfterSeconds: 7 });
    const error = await refusal(bench.adapter.checkStatus(handle));
    expect(codes).toContain(error.code);
    expect(error.details).toMatchObject(details);
    expect(error.message + JSON.stringify(errorRecord(error))).not.toContain(CANARY_KEY);
    expect(await bench.adapter.checkStatus(handle)).toMatchObject({ status: 'completed' });
    expect(bench.simulator.report().billed).toBe(tools.driver.steps ?? 1);
  };
}

/** A submission that was taken and came to nothing. */
function failure(fault: Fault, is: (code: ErrorCode) => boolean) {
  return async (tools: AnyCaseTools) => {
    tools.bench.simulator.script({ fault });
    const response = await resultOf(tools).catch((thrown): GenerationResponse => {
      return { status: 'failed', error: AppError.from(thrown) };
    });
    if (response.status !== 'failed') throw new Error(`not failed: ${response.status}`);
    expect(response.error.code).toSatisfy(is);
    expect(response.error.code).not.toBe('internal');
    expect(JSON.stringify(errorRecord(response.error))).not.toContain(CANARY_KEY);
  };
}

function urlOf(response: GenerationResponse): string {
  const output = response.status === 'completed' ? response.outputs[0] : undefined;
  if (!output || !('url' in output)) throw new Error(`no address: ${response.status}`);
  return output.url;
}

async function fetchResult(adapter: MediaProvider<never>, url: string): Promise<Response> {
  return adapter.download ? adapter.download(url) : fetch(url);
}

const KEY_CHECK = 'the key check costs nothing and tells';
const UNSIGNED = 'a webhook without a signature comes, and proves nothing';
const QUEUE_ONLY = new Set<string>([
  'queued, then running, then completed',
  '503 while asking is not the end',
  '429 while asking is not the end',
  'a connection that breaks while asking is not the end',
  'an answer to a question that is not understood is not the end',
  'a refused key while asking is an auth error, and not the end',
  'cancelled',
  'cancelling what is finished loses nothing',
  'an expired result is found again through the handle',
  'a result the vendor has forgotten is an end',
  'the handle survives JSON and another process, and holds no key',
]);

const CASES = {
  'a real result, by one submission for each step': async (tools) => {
    const { bench, driver } = tools;
    const response = await resultOf(tools);
    if (response.status !== 'completed') throw new Error(`not completed: ${JSON.stringify(response)}`);
    const [output] = response.outputs;
    const type =
      output && 'url' in output
        ? (await fetchResult(bench.adapter, output.url)).headers.get('content-type')
        : output?.mediaType;
    expect(type).toMatch(/^(image|video)\//);
    const steps = driver.steps ?? 1;
    expect(bench.simulator.report()).toMatchObject({ billed: steps, doubleBilled: [] });
    const posts = bench.sent.filter(({ method }) => method === 'POST');
    if (!driver.synchronous) expect(posts).toHaveLength(steps);
  },
  'queued, then running, then completed': async (tools) => {
    const { bench } = tools;
    const handle = await handleOf(tools);
    const before = await bench.adapter.checkStatus(handle);
    await bench.clock.advance(4);
    const during = await bench.adapter.checkStatus(handle);
    await bench.finish();
    const after = await bench.adapter.checkStatus(handle);
    expect(['queued', 'processing']).toContain(before.status);
    expect([during.status, after.status]).toEqual(['processing', 'completed']);
  },
  '401 is a refusal': submission('unauthorised', ['auth'], 0, { retryable: false, stage: 'submit' }),
  'no credit is a refusal': submission('no-credit', ['quota'], 0, { retryable: false }),
  '429 is a refusal that says how long to wait': async (tools) =>
    submission('rate-limit', ['rate_limit'], 0, pause(tools.driver))(tools),
  'a bad request is a refusal for good': submission('refuse', ['invalid_input', 'unsupported'], 0, {
    retryable: false,
  }),
  '5xx leaves the outcome unknown, when it was not taken': submission('error-before-accept', ['outcome_unknown'], 0),
  '5xx leaves the outcome unknown, when it was taken': submission('error-after-accept', ['outcome_unknown'], 1),
  'a connection that breaks leaves the outcome unknown': submission('drop-after-accept', ['outcome_unknown'], 1),
  'no answer leaves the outcome unknown': submission('time-out-after-accept', ['outcome_unknown'], 1),
  'an answer that is not understood leaves the outcome unknown': submission('wrong-json', ['outcome_unknown'], 1),
  '503 while asking is not the end': question('error-before-accept', ['unavailable', 'timeout'], { retryable: true }),
  '429 while asking is not the end': async (tools) =>
    question('rate-limit', ['rate_limit'], pause(tools.driver))(tools),
  'a connection that breaks while asking is not the end': question('drop-after-accept', ['unavailable'], {
    retryable: true,
  }),
  'an answer to a question that is not understood is not the end': question('wrong-json', ['bad_response'], {
    retryable: true,
  }),
  'a refused key while asking is an auth error, and not the end': question('unauthorised', ['auth'], {}),
  'a failure of the model': failure('failed', (code) => code !== 'content_rejected' && code !== 'outcome_unknown'),
  'rejected content': failure('moderated', (code) => code === 'content_rejected'),
  cancelled: async (tools) => {
    const { bench } = tools;
    const handle = await handleOf(tools);
    expect(bench.adapter.cancel).toBeDefined();
    await bench.adapter.cancel?.(handle);
    expect(bench.simulator.report().tasks.at(-1)?.state).toBe('cancelled');
    expect(await bench.adapter.checkStatus(handle)).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    await bench.adapter.cancel?.(handle);
  },
  'cancelling what is finished loses nothing': async (tools) => {
    const { bench } = tools;
    const handle = await handleOf(tools);
    await bench.finish();
    await bench.adapter.cancel?.(handle);
    expect(await bench.adapter.checkStatus(handle)).toMatchObject({ status: 'completed' });
  },
  'an expired result is found again through the handle': async (tools) => {
    const { bench } = tools;
    const handle = await handleOf(tools);
    await bench.finish();
    bench.simulator.script({ fault: 'expired-url' });
    const dead = urlOf(await bench.adapter.checkStatus(handle));
    expect((await fetchResult(bench.adapter, dead)).ok).toBe(false);
    const fresh = urlOf(await bench.adapter.checkStatus(handle));
    expect((await fetchResult(bench.adapter, fresh)).ok).toBe(true);
  },
  'a result the vendor has forgotten is an end': async (tools) => {
    const { bench, driver } = tools;
    const handle = await handleOf(tools);
    await bench.finish();
    expect(driver.forgetsAfterSeconds).toBeDefined();
    await bench.clock.advance((driver.forgetsAfterSeconds ?? 0) + 1);
    expect(await bench.adapter.checkStatus(handle)).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  },
  'zero and false are kept': async ({ bench, order, driver }) => {
    await bench.adapter.generate(order());
    expect(driver.keepsZeroAndFalse).toBeDefined();
    driver.keepsZeroAndFalse?.(bench.sent.find(({ method }) => method === 'POST')?.body);
  },
  'the handle survives JSON and another process, and holds no key': async (tools) => {
    const { bench } = tools;
    const text = JSON.stringify(await handleOf(tools));
    expect(text).not.toContain(CANARY_KEY);
    await bench.finish();
    expect(await bench.adapter.checkStatus(JSON.parse(text))).toMatchObject({ status: 'completed' });
  },
  'nothing is logged': async (tools) => {
    const written = vi.spyOn(process.stdout, 'write');
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level));
    tools.bench.simulator.script({ fault: 'failed' });
    await resultOf(tools).catch(() => undefined);
    const said = [...consoles.flatMap(({ mock }) => mock.calls), ...written.mock.calls].map(String).join();
    vi.restoreAllMocks();
    expect(said).not.toContain(CANARY_KEY);
    expect(consoles.flatMap(({ mock }) => mock.calls)).toEqual([]);
  },
  'a lost submission is found, or nobody knows': async (tools) => {
    const { bench, order, driver } = tools;
    const submit = await lastSubmission(tools);
    bench.simulator.script({ fault: 'drop-after-accept' });
    await refusal(submit());
    expect(bench.adapter.reconcile).toBeDefined();
    await bench.finish();
    const found = await bench.adapter.reconcile?.(order());
    const response = found?.status === 'completed' ? found : await bench.adapter.checkStatus(found?.handle ?? {});
    expect(response).toMatchObject({ status: 'completed' });
    expect(bench.simulator.report().billed).toBe(driver.steps ?? 1);
  },
  'a submission that never arrived is not mistaken for another': async ({ bench, order }) => {
    bench.simulator.script({ fault: 'error-before-accept' });
    await refusal(bench.adapter.generate(order()));
    const earlier = { ...order({ id: 'job-0-task-1' }), prompt: 'Something else' };
    await bench.adapter.generate(earlier);
    await bench.finish();
    expect(bench.adapter.reconcile).toBeDefined();
    const told = await bench.adapter.reconcile?.(order()).catch((thrown: unknown) => AppError.from(thrown));
    if (told !== undefined) expect(told).toMatchObject({ code: 'outcome_unknown' });
  },
  'a webhook is genuine only as it was signed, and only for a while': async (tools) => {
    const { bench, order } = tools;
    const mailbox = await openMailbox();
    tools.afterwards(mailbox);
    await bench.adapter.generate(order({ webhookUrl: mailbox.url }));
    await bench.finish();
    const [delivery] = mailbox.deliveries;
    const { verifyWebhook } = bench.adapter;
    if (!delivery || !verifyWebhook) throw new Error('no webhook, or nobody to verify it');
    const verify = verifyWebhook.bind(bench.adapter);
    expect(await verify(delivery)).toBe(true);
    const handle = bench.adapter.handleFromWebhook?.(delivery);
    if (handle) expect(await bench.adapter.checkStatus(handle)).toMatchObject({ status: 'completed' });
    const changed = delivery.body.slice();
    changed[changed.length - 2] = 32;
    expect(await verify({ ...delivery, body: changed })).toBe(false);
    expect(await verify({ ...delivery, headers: new Headers() })).toBe(false);
    await bench.clock.advance(3600);
    expect(await verify(delivery)).toBe(false);
  },
  [UNSIGNED]: async (tools) => {
    const { bench, order } = tools;
    const mailbox = await openMailbox();
    tools.afterwards(mailbox);
    await bench.adapter.generate(order({ webhookUrl: mailbox.url }));
    await bench.finish();
    expect(mailbox.deliveries).toHaveLength(1);
    expect(bench.adapter.verifyWebhook).toBeUndefined();
    expect(bench.adapter.handleFromWebhook).toBeUndefined();
  },
  [KEY_CHECK]: async ({ bench }) => {
    expect(await bench.adapter.checkKey()).toMatchObject({ status: 'valid' });
    expect(bench.simulator.report().billed).toBe(0);
    await bench.simulator.close();
    expect(await bench.adapter.checkKey()).toMatchObject({ status: 'unreachable' });
  },
} satisfies Record<string, (tools: AnyCaseTools) => Promise<void>>;

/** A case's name. */
export type MediaCase = keyof typeof CASES;
