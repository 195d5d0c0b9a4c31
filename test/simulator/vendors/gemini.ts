import * as z from 'zod';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';

const MODEL_PATH = /^\/v1beta\/models\/([^/:]+)(?::(generateContent|streamGenerateContent))?$/;

const PartSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ inlineData: z.strictObject({ mimeType: z.string(), data: z.base64() }) }),
]);
const ContentRequestSchema = z.strictObject({
  contents: z.array(z.strictObject({ role: z.enum(['user', 'model']), parts: z.array(PartSchema).min(1) })).min(1),
  systemInstruction: z.strictObject({ role: z.string().optional(), parts: z.array(PartSchema) }).optional(),
  generationConfig: z
    .strictObject({
      temperature: z.number().min(0).max(2).optional(),
      maxOutputTokens: z.int().min(1).optional(),
      seed: z.int32().optional(),
      responseMimeType: z.literal('application/json').optional(),
      responseJsonSchema: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});
type ContentRequest = z.infer<typeof ContentRequestSchema>;

/** Gemini as of 2026-11: `generateContent`, and the description of a model. */
export const gemini: VendorProtocol = {
  name: 'gemini',
  handle: async (request, world) => {
    const [matched, model = '', method] = MODEL_PATH.exec(request.path) ?? [];
    if (matched === undefined) return undefined;
    const refused = refuseKey(request, world);
    if (request.method === 'GET' && method === undefined) return refused ?? describe(model);
    if (request.method !== 'POST' || method === undefined) return undefined;
    return refused ?? write(request, world, model, method === 'streamGenerateContent');
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

/** An answer of `generateContent`, or one event of its stream. */
function generated(
  model: string,
  parts: object[],
  finishReason: string | undefined,
  tokens: readonly [number, number],
) {
  const [promptTokenCount, candidatesTokenCount] = tokens;
  return {
    candidates: [{ content: { parts, role: 'model' }, ...(finishReason ? { finishReason } : {}), index: 0 }],
    usageMetadata: { promptTokenCount, candidatesTokenCount, totalTokenCount: promptTokenCount + candidatesTokenCount },
    modelVersion: model,
  };
}

function write(request: SimulatorRequest, world: World, model: string, stream: boolean): Promise<Answer> {
  const asked = ContentRequestSchema.parse(request.json());
  return world.accept(request, { model, kind: 'llm', input: asked, synchronous: true }, async (task) => {
    if (task.outcome === 'failed') return failure(500, 'INTERNAL', 'An internal error has occurred.');
    const { content, promptTokens, completionTokens } = await writeAnswer(conversation(asked));
    if (task.outcome === 'moderated') {
      const usageMetadata = { promptTokenCount: promptTokens, totalTokenCount: promptTokens };
      const blocked = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata, modelVersion: model };
      return stream ? streamed([blocked]) : { status: 200, body: blocked };
    }
    const tokens = [promptTokens, completionTokens] as const;
    if (!stream) return { status: 200, body: generated(model, [{ text: content }], 'STOP', tokens) };
    const pieces = piecesOf(content);
    return streamed(
      pieces.map((text, index) =>
        generated(model, [{ text }], index === pieces.length - 1 ? 'STOP' : undefined, tokens),
      ),
    );
  });
}

function streamed(events: object[]): Answer {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventStream(events) };
}

function conversation({ contents, systemInstruction }: ContentRequest) {
  const text = (parts: z.infer<typeof PartSchema>[]) =>
    parts.map((part) => ('text' in part ? part.text : '')).join('\n');
  return [
    ...(systemInstruction ? [{ role: 'system' as const, content: text(systemInstruction.parts) }] : []),
    ...contents.map(({ role, parts }) => ({
      role: role === 'model' ? ('assistant' as const) : ('user' as const),
      content: text(parts),
    })),
  ];
}
