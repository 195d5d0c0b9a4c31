import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';
import { acceptContent } from './gemini-content.ts';
import { interactions } from './gemini-interactions.ts';

const MODEL_PATH = /^\/v1beta\/models\/([^/:]+)(?::(generateContent|streamGenerateContent))?$/;

/** Gemini as of 2026-11: `generateContent` for text and pictures, interactions for clips, the description of a model. */
export const gemini: VendorProtocol = {
  name: 'gemini',
  handle: async (request, world) => {
    const [matched, model = '', method] = MODEL_PATH.exec(request.path) ?? [];
    const refused = refuseKey(request, world);
    if (matched === undefined) return refused ?? interactions(request, world);
    if (request.method === 'GET' && method === undefined) return refused ?? describe(model);
    if (request.method !== 'POST' || method === undefined) return undefined;
    return refused ?? acceptContent(request, world, model, method === 'streamGenerateContent');
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
  'rate-limit': ({ retryAfterSeconds }) =>
    failure(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterSeconds}s` },
    ]),
  'error-before-accept': () => failure(503, 'UNAVAILABLE', 'The model is overloaded.'),
  'error-after-accept': () => failure(500, 'INTERNAL', 'An internal error has occurred.'),
  unauthorised: () =>
    failure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
    ]),
  'no-credit': () => failure(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
};

function failure(code: number, status: string, message: string, details: object[] = []) {
  return { status: code, body: { error: { code, message, status, details } } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const standing = world.checkKey(request.headers.get('x-goog-api-key') ?? undefined);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function describe(model: string): Answer {
  return {
    status: 200,
    body: {
      name: `models/${model}`,
      version: '001',
      displayName: model,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ['generateContent', 'countTokens'],
    },
  };
}
