import * as z from 'zod';
import { workersAIImages } from '../../../src/providers/image/workers-ai.ts';
import { WORKERS_AI_MODELS } from '../../../src/providers/llm/workers-ai.models.ts';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';
import { acceptImage } from './workers-ai-images.ts';

const InputsSchema = z.strictObject({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  max_tokens: z.int().min(1).default(256),
  temperature: z.number().optional(),
  stream: z.boolean().optional(),
  response_format: z
    .strictObject({ type: z.literal('json_schema'), json_schema: z.record(z.string(), z.unknown()) })
    .optional(),
});

const PATH = /^\/client\/v4\/accounts\/[0-9a-f]{32}\/ai\/(?:run\/(?<model>.+)|models\/search)$/;

/** Workers AI over REST as of 2026-11: language models and their list, image models. */
export const workersAI: VendorProtocol = {
  name: 'workers-ai',
  handle: async (request, world) => {
    const path = PATH.exec(request.path);
    if (!path) return undefined;
    const refused = refuseKey(request, world);
    const model = path.groups?.model;
    if (request.method === 'GET' && model === undefined) return refused ?? models();
    if (request.method === 'POST' && model !== undefined) {
      const isImage = workersAIImages.models.some(({ id }) => id === model);
      return refused ?? (isImage ? acceptImage(request, world, model, failure) : acceptRun(request, world, model));
    }
    return undefined;
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 5004, 'Invalid data.'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 3040, 'Out of capacity.'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 1000, 'Not available.'),
  'error-after-accept': () => failure(500, 1000, 'Internal error.'),
  unauthorised: () => failure(401, 10_000, 'Authentication error'),
  'no-credit': () => failure(429, 3036, 'The daily free allocation is used up.'),
};

function failure(status: number, code: number, message: string): { status: number; body: object } {
  return { status, body: { result: null, success: false, errors: [{ code, message }], messages: [] } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(given);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function success(result: unknown): Answer {
  return { status: 200, body: { result, success: true, errors: [], messages: [] } };
}

function models(): Answer {
  const price = (unit: string, usd: number | null | undefined) => ({ unit, price: usd ?? 0, currency: 'USD' });
  return success(
    WORKERS_AI_MODELS.map(({ id, prices, contextTokens }) => ({
      id,
      name: id,
      task: { name: 'Text Generation' },
      tags: [],
      properties: [
        { property_id: 'context_window', value: String(contextTokens) },
        {
          property_id: 'price',
          value: [
            price('per M input tokens', prices[0]?.unitCostUsd),
            price('per M output tokens', prices[1]?.unitCostUsd),
          ],
        },
      ],
    })),
  );
}

function acceptRun(request: SimulatorRequest, world: World, model: string): Promise<Answer> {
  const inputs = InputsSchema.parse(request.json());
  const submission = { model, kind: 'llm', input: inputs, synchronous: true } as const;
  return world.accept(request, submission, async (task) => {
    if (task.outcome === 'failed') return failure(400, 5024, 'JSON Mode couldn’t be met');
    const { content, promptTokens, completionTokens } = await writeAnswer(inputs.messages);
    const usage = {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    };
    if (task.outcome === 'moderated') {
      const choices = [{ index: 0, message: { role: 'assistant', content: null }, finish_reason: 'content_filter' }];
      return success({ id: task.id, object: 'chat.completion', created: 0, model, choices, usage });
    }
    // JSON mode gives the answer as an object, and does not stream.
    if (inputs.response_format) return success({ response: JSON.parse(content) as unknown, tool_calls: [], usage });
    if (!inputs.stream) return success({ response: content, tool_calls: [], usage });
    const events = [...piecesOf(content).map((response) => ({ response })), { response: '', usage }, 'data: [DONE]'];
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventStream(events) };
  });
}
