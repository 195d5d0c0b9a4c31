import { AppError } from '../../types/errors.ts';
import type { GenerationResponse, KeyCheckAnswer, Submission, WebhookDelivery } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { checkWith, parseAnswer, type VendorCall } from '../vendor-http.ts';
import { askReplicate, type ReplicateAccess } from './access.ts';
import { plainError, predictionError } from './errors.ts';
import { findPrediction } from './find.ts';
import { type ModelInputs, readInputs } from './model-inputs.ts';
import { verifyReplicateWebhook } from './webhook.ts';
import { type Prediction, PredictionSchema, ReplicateHandleSchema } from './wire.ts';

/**
 * Replicate's predictions, as its adapters share them (contracts: llm-image §3.3, video §1.8). Nothing is asked to wait for
 * a result: an answer that comes at once is one that cannot get lost. No price is in any answer.
 */
export class ReplicatePredictions {
  private readonly access: ReplicateAccess;

  constructor(access: ReplicateAccess) {
    this.access = access;
  }

  /** Exactly one submission. @throws AppError; `outcome_unknown` when it may have been taken. */
  async submit(input: Readonly<Record<string, unknown>>, submission?: Submission): Promise<GenerationResponse> {
    const { id, owner, name, version } = this.access.model;
    const webhook = submission?.webhookUrl;
    const { answer, call } = await askReplicate(this.access, {
      purpose: 'submit',
      method: 'POST',
      path: version === undefined ? `/models/${owner}/${name}/predictions` : '/predictions',
      json: {
        ...(version === undefined ? {} : { version: id }),
        input,
        ...(webhook === undefined ? {} : { webhook, webhook_events_filter: ['completed'] }),
      },
    });
    return standing(parseAnswer(PredictionSchema, answer, call), call);
  }

  /** Asks once how a prediction stands. @throws AppError when it could not be asked. */
  status(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('Replicate', async () => {
      const { id } = readHandle(ReplicateHandleSchema, handle, 'Replicate');
      const path = `/predictions/${encodeURIComponent(id)}`;
      const { answer, call } = await askReplicate(this.access, { purpose: 'poll', method: 'GET', path });
      return standing(parseAnswer(PredictionSchema, answer, call), call);
    });
  }

  /**
   * Looks a lost submission up among the account's predictions.
   * @returns undefined where it surely never arrived.
   * @throws AppError `outcome_unknown` when nobody can tell.
   */
  async find(
    input: Readonly<Record<string, unknown>>,
    submission: Submission | undefined,
  ): Promise<GenerationResponse | undefined> {
    const id = await findPrediction(this.access, input, submission);
    return id === undefined ? undefined : { status: 'processing', handle: { id } };
  }

  /** Asks Replicate to stop a prediction; one that has ended stays as it is. */
  async cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    const { id } = readHandle(ReplicateHandleSchema, handle, 'Replicate');
    const path = `/predictions/${encodeURIComponent(id)}/cancel`;
    await askReplicate(this.access, { purpose: 'prepare', method: 'POST', path });
  }

  verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
    return verifyReplicateWebhook(this.access, delivery);
  }

  /** A webhook's body is the prediction itself. */
  handleFromWebhook({ body }: WebhookDelivery): { id: string } | undefined {
    try {
      const parsed = ReplicateHandleSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
      return parsed.success ? { id: parsed.data.id } : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Whether the key works and the model is there, by its description, which costs nothing to ask.
   * @param needs the inputs that requests will have; one the model does not take is told here.
   */
  checkKey(needs: (inputs: ModelInputs) => string[] = () => []): Promise<KeyCheckAnswer> {
    const { model } = this.access;
    return checkWith('Replicate', async () => {
      await askReplicate(this.access, { purpose: 'prepare', method: 'GET', path: '/account' });
      const inputs = await readInputs(this.access).catch((thrown: unknown) => {
        if (AppError.from(thrown).code !== 'not_found') throw thrown;
        throw new AppError('unsupported', `Replicate does not know the model "${model.id}"; choose another.`);
      });
      const missing = inputs ? needs(inputs).filter((name) => !inputs.has(name)) : [];
      if (!inputs || missing.length === 0) return;
      const names = [...inputs.keys()].join(', ');
      throw new AppError('unsupported', `${model.id} has no input ${missing.join(', ')}; it has: ${names}.`);
    });
  }
}

function standing(prediction: Prediction, call: VendorCall): GenerationResponse {
  const handle = { id: prediction.id };
  switch (prediction.status) {
    case 'starting':
      return { status: 'queued', handle };
    case 'processing':
      return { status: 'processing', handle };
    case 'failed':
      return { status: 'failed', handle, error: predictionError(call, prediction.error) };
    case 'canceled':
      return { status: 'failed', handle, error: plainError(call, 'cancelled', 'The prediction was cancelled.') };
    case 'aborted': {
      const error = plainError(call, 'cancelled', 'The prediction was cancelled before it ran.');
      return { status: 'failed', handle, error, charged: false };
    }
    case 'succeeded': {
      if (prediction.data_removed === true) {
        const sentence = 'Replicate keeps results for one hour and has deleted this one. Make the shot again.';
        return { status: 'failed', handle, error: plainError(call, 'not_found', sentence) };
      }
      const [url] = addresses(prediction.output);
      if (url !== undefined) return { status: 'completed', handle, outputs: [{ url }] };
      const sentence = `${call.model ?? 'The model'} gave something that is no file; choose a model that makes pictures or clips.`;
      return { status: 'failed', handle, error: plainError(call, 'bad_response', sentence) };
    }
  }
}

/** Addresses in a model's output: one, a list, or a field of an object; models differ (contract: llm-image §3.3). */
function addresses(output: unknown, depth = 0): string[] {
  if (typeof output === 'string') return /^https?:\/\//.test(output) && URL.canParse(output) ? [output] : [];
  if (typeof output !== 'object' || output === null || depth > 3) return [];
  return Object.values(output).flatMap((value) => addresses(value, depth + 1));
}
