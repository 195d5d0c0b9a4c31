import { AppError } from '../../types/errors.ts';
import type { GeneratedOutput, GenerationResponse, KeyCheckAnswer, Submission, WebhookDelivery } from '../base.ts';
import { checkWith, parseAnswer, type VendorAnswer } from '../vendor-http.ts';
import { callFal, type FalAccess, queuePath } from './access.ts';
import { failureOf } from './errors.ts';
import { findInHistory } from './history.ts';
import { falCostUsd, falPrice } from './prices.ts';
import { verifyFalWebhook } from './webhook.ts';
import { type FalHandle, FalHandleSchema, StatusSchema, SubmittedSchema } from './wire.ts';

/** What a model's own answer comes to. */
export type FalResult = { outputs: GeneratedOutput[] } | { error: AppError };
/** Reads a model's own answer. @throws AppError `bad_response` when it is not understood. */
export type FalResultReader = (answer: VendorAnswer, model: string) => FalResult;

/**
 * Without these fal re-runs a request up to ten times and may hand it to another model, each of which may be billed
 * (contract: video §1.1 Headers).
 */
const SUBMIT_HEADERS = { 'x-fal-no-retry': '1', 'x-app-fal-disable-fallback': 'true' };

/** fal's queue, as all adapters that run models through fal share it (contracts: video §1.1, llm-image §3.2). */
export class FalQueue {
  private readonly access: FalAccess;
  private readonly read: FalResultReader;

  constructor(access: FalAccess, read: FalResultReader) {
    this.access = access;
    this.read = read;
  }

  /** Exactly one submission. @throws AppError; `outcome_unknown` when it may have been taken. */
  async submit(
    model: string,
    input: Readonly<Record<string, unknown>>,
    submission?: Submission,
  ): Promise<GenerationResponse> {
    const webhook = submission?.webhookUrl;
    const query = webhook === undefined ? '' : `?fal_webhook=${encodeURIComponent(webhook)}`;
    const call = { purpose: 'submit', method: 'POST', model } as const;
    const path = `/${endpointPath(model)}${query}`;
    const answer = await callFal(this.access, { ...call, host: 'queue', path, json: input, headers: SUBMIT_HEADERS });
    const submitted = parseAnswer(SubmittedSchema, answer, { ...call, provider: this.access.provider });
    const own = pathsOf(model, submitted.request_id);
    const handle: FalHandle = {
      ...own,
      statusPath: queuePath(this.access, submitted.status_url) ?? own.statusPath,
      responsePath: queuePath(this.access, submitted.response_url) ?? own.responsePath,
      cancelPath: queuePath(this.access, submitted.cancel_url) ?? own.cancelPath,
    };
    return { status: 'queued', handle };
  }

  /**
   * Asks once how a request stands, and fetches its result when there is one.
   * @throws AppError when it could not be asked, which says nothing about the result.
   */
  async status(kept: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    const handle = this.parse(kept);
    const { model } = handle;
    const call = { purpose: 'poll', method: 'GET', model } as const;
    let answer: VendorAnswer;
    try {
      answer = await callFal(this.access, { ...call, host: 'queue', path: handle.statusPath });
    } catch (thrown) {
      return this.forgotten(handle, thrown);
    }
    const { status, ...said } = parseAnswer(StatusSchema, answer, { ...call, provider: this.access.provider });
    if (status === 'IN_QUEUE') return { status: 'queued', handle };
    if (status === 'IN_PROGRESS') return { status: 'processing', handle };
    return this.result(handle, said);
  }

  /**
   * Looks a lost submission up by what was asked.
   * @throws AppError `outcome_unknown` when it cannot be told whether it arrived.
   */
  async find(
    model: string,
    input: Readonly<Record<string, unknown>>,
    submission: Submission | undefined,
  ): Promise<GenerationResponse> {
    const requestId = await findInHistory(this.access, model, input, submission);
    return { status: 'processing', handle: pathsOf(model, requestId) };
  }

  /** Asks fal to stop a request; one that is already done stays done. */
  async cancel(kept: Readonly<Record<string, unknown>>): Promise<void> {
    const { model, cancelPath } = this.parse(kept);
    try {
      await callFal(this.access, { purpose: 'poll', method: 'PUT', model, host: 'queue', path: cancelPath });
    } catch (thrown) {
      const { vendorStatus } = AppError.from(thrown).details;
      if (vendorStatus !== 400 && vendorStatus !== 404) throw thrown;
    }
  }

  /**
   * The handle of the request that a verified webhook is about.
   * @param model what was asked for, which the webhook does not say.
   */
  handleFromWebhook(model: string, delivery: WebhookDelivery): FalHandle | undefined {
    const requestId = delivery.headers.get('x-fal-webhook-request-id');
    return requestId ? pathsOf(model, requestId) : undefined;
  }

  /** Whether a webhook is fal's, and fresh. */
  verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
    return verifyFalWebhook(this.access, delivery);
  }

  /** Whether the key works and fal knows the model, by its price list, which costs nothing to ask. */
  checkKey(model: string): Promise<KeyCheckAnswer> {
    return checkWith('fal', async () => {
      try {
        await falPrice(this.access, model);
      } catch (thrown) {
        if (AppError.from(thrown).code !== 'not_found') throw thrown;
        throw new AppError('unsupported', `fal does not know the model "${model}"; choose another.`, { model });
      }
    });
  }

  private async result(
    handle: FalHandle,
    said: { error?: string | null | undefined; error_type?: string | null | undefined },
  ): Promise<GenerationResponse> {
    const { model } = handle;
    let refused: VendorAnswer | undefined;
    let answer: VendorAnswer;
    try {
      const call = { purpose: 'poll', method: 'GET', model, host: 'queue', path: handle.responsePath } as const;
      answer = await callFal(this.access, call, (error) => {
        refused = error;
      });
    } catch (thrown) {
      if (refused && /still in progress/i.test(JSON.stringify(refused.body))) return { status: 'processing', handle };
      const ended = refused && isModelStatus(refused.status) ? this.failure(handle, refused, said) : undefined;
      return ended ? { status: 'failed', handle, ...ended } : this.forgotten(handle, thrown);
    }
    const read = this.read(answer, model);
    if ('error' in read) return { status: 'failed', handle, error: read.error };
    const costUsd = await falCostUsd(this.access, model, answer.headers);
    return { status: 'completed', handle, outputs: read.outputs, ...(costUsd === undefined ? {} : { costUsd }) };
  }

  private failure(handle: FalHandle, answer: VendorAnswer, said: Parameters<typeof failureOf>[2]) {
    const { provider, apiKey } = this.access;
    return failureOf({ provider, model: handle.model, secrets: [apiKey] }, answer, said);
  }

  /** fal keeps results for an hour (contract: llm-image §3.2); what it no longer knows will not come back. */
  private forgotten(handle: FalHandle, thrown: unknown): GenerationResponse {
    const { code, details } = AppError.from(thrown);
    if (code !== 'not_found') throw thrown;
    const sentence = 'fal no longer knows this request: results are kept for one hour. Make the shot again.';
    return { status: 'failed', handle, error: new AppError('not_found', sentence, details) };
  }

  private parse(handle: Readonly<Record<string, unknown>>): FalHandle {
    const parsed = FalHandleSchema.safeParse(handle);
    if (parsed.success) return parsed.data;
    throw new AppError('internal', 'A stored handle is not one of fal.', { provider: this.access.provider });
  }
}

/** Whether a status at a result's address can be the model's own word; the others are about the asking. */
function isModelStatus(status: number): boolean {
  return ![401, 403, 404, 429].includes(status);
}

/** An endpoint id as a path; ids are the user's own text. */
function endpointPath(model: string): string {
  return model.split('/').map(encodeURIComponent).join('/');
}

/** The paths fal documents: owner and application, without the rest of the endpoint id. */
function pathsOf(model: string, requestId: string): FalHandle {
  const app = model.split('/').slice(0, 2).map(encodeURIComponent).join('/');
  const responsePath = `/${app}/requests/${encodeURIComponent(requestId)}`;
  return { model, requestId, responsePath, statusPath: `${responsePath}/status`, cancelPath: `${responsePath}/cancel` };
}
