import { OPENROUTER_MODELS } from '../../../src/providers/llm/openrouter.models.ts';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';
import { acceptCompletion } from './chat-completions.ts';
import { media, mediaModels } from './openrouter-media.ts';

/** US dollars for a million tokens, whatever the model. */
const PRICE = { input: 2, output: 10 } as const;

/** OpenRouter as of 2026-11: chat completions, pictures, clips, the lists of models, the standing of a key. */
export const openRouter: VendorProtocol = {
  name: 'openrouter',
  handle: async (request, world) => {
    const { method, path } = request;
    const listed = method === 'GET' ? mediaModels(path) : undefined;
    if (listed) return listed;
    if (method === 'GET' && path === '/api/v1/models') return models();
    const refused = refuseKey(request, world);
    switch (`${method} ${path}`) {
      case 'GET /api/v1/key':
        return refused ?? key();
      case 'POST /api/v1/chat/completions':
        return refused ?? acceptCompletion(request, world, STYLE);
      default:
        return refused ?? media(request, world, failure);
    }
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'The request cannot be accepted.', 'invalid_request'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'Rate limit exceeded', 'rate_limit_exceeded'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 'No provider is available', 'provider_unavailable'),
  'error-after-accept': () => failure(500, 'Internal Server Error', 'server'),
  unauthorised: () => failure(401, 'No auth credentials found', 'authentication'),
  'no-credit': () => failure(402, 'Insufficient credits', 'payment_required'),
};

const STYLE = {
  head: () => ({ provider: 'Simulated', system_fingerprint: 'fp_simulated' }),
  usage: (promptTokens: number, completionTokens: number) => {
    const [input, output] = [(promptTokens * PRICE.input) / 1e6, (completionTokens * PRICE.output) / 1e6];
    return {
      cost: input + output,
      is_byok: false,
      cost_details: { upstream_inference_prompt_cost: input, upstream_inference_completions_cost: output },
    };
  },
  // A provider that fails after it began: status 200 all the same.
  failed: () => ({ ...failure(502, 'The model failed to answer.', 'provider_unavailable'), status: 200 }),
};

function failure(code: number, message: string, error_type: string): { status: number; body: object } {
  return { status: code, body: { error: { code, message, metadata: { error_type } } } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(given);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function key(): Answer {
  const spent = { usage: 0, usage_daily: 0, usage_weekly: 0, usage_monthly: 0 };
  const byok = { byok_usage: 0, byok_usage_daily: 0, byok_usage_weekly: 0, byok_usage_monthly: 0 };
  const kinds = { is_free_tier: false, is_management_key: false, is_provisioning_key: false };
  const limits = { limit: null, limit_remaining: null, limit_reset: null, include_byok_in_limit: false };
  const rate_limit = { requests: -1, interval: '10s', note: 'Not in use any more.' };
  const data = {
    label: 'sk-or-v1-sim...ted',
    creator_user_id: null,
    rate_limit,
    ...spent,
    ...byok,
    ...kinds,
    ...limits,
  };
  return { status: 200, body: { data } };
}

function models(): Answer {
  // One that is newer than any catalogue.
  const newest = { id: 'someone/new-model', name: 'New Model', contextTokens: 1_000_000, maxOutputTokens: 64_000 };
  const data = [...OPENROUTER_MODELS, newest].map(({ id, name, contextTokens, maxOutputTokens }) => ({
    id,
    canonical_slug: id,
    name,
    created: 1_780_000_000,
    context_length: contextTokens ?? null,
    architecture: { modality: 'text->text', input_modalities: ['text'], output_modalities: ['text'] },
    pricing: { prompt: String(PRICE.input / 1e6), completion: String(PRICE.output / 1e6) },
    top_provider: {
      context_length: contextTokens ?? null,
      max_completion_tokens: maxOutputTokens,
      is_moderated: false,
    },
    per_request_limits: null,
    default_parameters: null,
    supported_voices: null,
    links: { details: `/api/v1/models/${id}/endpoints` },
    supported_parameters: ['max_tokens', 'response_format', 'structured_outputs', 'temperature'],
  }));
  return { status: 200, body: { data, total_count: data.length, links: { next: null } } };
}
