import * as z from 'zod';
import { openAIImages } from '../../../src/providers/image/openai-dalle.ts';
import { OPENAI_MODELS } from '../../../src/providers/llm/openai.models.ts';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';
import { acceptCompletion } from './chat-completions.ts';
import { acceptEdit, acceptPicture } from './openai-images.ts';

const ResponsesRequestSchema = z.object({
  model: z.string().min(1),
  input: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  store: z.boolean().optional(),
  stream: z.boolean().optional(),
  text: z
    .object({
      format: z.object({
        type: z.literal('json_schema'),
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        schema: z.record(z.string(), z.unknown()),
        strict: z.boolean().optional(),
      }),
    })
    .optional(),
});

/** OpenAI as of 2026-11, and servers that speak its wire: Responses, Chat Completions, images, the models. */
export const openAI: VendorProtocol = {
  name: 'openai',
  handle: async (request, world) => {
    const refused = refuseKey(request, world);
    const path = request.path.replace(/^\/v1/, '');
    const id = request.method === 'GET' ? /^\/models\/(.+)$/.exec(path)?.[1] : undefined;
    if (id !== undefined) return refused ?? model(id);
    switch (`${request.method} ${path}`) {
      case 'GET /models':
        return refused ?? models();
      case 'POST /responses':
        return refused ?? acceptResponse(request, world);
      case 'POST /chat/completions':
        return refused ?? acceptCompletion(request, world, { failed: () => failure(500, 'server_error', null) });
      case 'POST /images/generations':
        return refused ?? acceptPicture(request, world, failure);
      case 'POST /images/edits':
        return refused ?? acceptEdit(request, world, failure);
      default:
        return undefined;
    }
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'invalid_request_error', 'invalid_value'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'requests', 'rate_limit_exceeded'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 'server_error', 'slow_down'),
  'error-after-accept': () => failure(500, 'server_error', null),
  unauthorised: () => failure(401, 'invalid_request_error', 'invalid_api_key'),
  'no-credit': () => failure(429, 'insufficient_quota', 'insufficient_quota'),
};

function failure(status: number, type: string, code: string | null): { status: number; body: object } {
  return { status, body: { error: { message: `Simulated: ${code ?? type}.`, type, param: null, code } } };
}

function refuseKey(request: SimulatorRequest, world: World): Answer | undefined {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(given);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

const MODEL_IDS = [...OPENAI_MODELS, ...openAIImages.models].map(({ id }) => id);

function models(): Answer {
  return { status: 200, body: { object: 'list', data: MODEL_IDS.map(modelObject) } };
}

function model(id: string): Answer {
  if (MODEL_IDS.includes(id)) return { status: 200, body: modelObject(id) };
  return failure(404, 'invalid_request_error', 'model_not_found');
}

function modelObject(id: string): object {
  return { id, object: 'model', created: 1_780_000_000, owned_by: 'openai' };
}

function acceptResponse(request: SimulatorRequest, world: World): Promise<Answer> {
  const asked = ResponsesRequestSchema.parse(request.json());
  const submission = { model: asked.model, kind: 'llm', input: asked, synchronous: true } as const;
  return world.accept(request, submission, async (task) => {
    const { content, promptTokens, completionTokens } = await writeAnswer(asked.input);
    const part =
      task.outcome === 'moderated'
        ? { type: 'refusal', refusal: 'I cannot help with that.' }
        : { type: 'output_text', text: content, annotations: [], logprobs: [] };
    const message = { id: `msg_${task.id}`, type: 'message', role: 'assistant', status: 'completed', content: [part] };
    const failed = task.outcome === 'failed';
    const response = {
      id: `resp_${task.id}`,
      object: 'response',
      created_at: Math.floor(task.acceptedAt / 1000),
      model: asked.model,
      status: failed ? 'failed' : 'completed',
      error: failed ? { code: 'server_error', message: 'The model failed to answer.' } : null,
      incomplete_details: null,
      instructions: null,
      metadata: {},
      parallel_tool_calls: true,
      temperature: 1,
      tool_choice: 'auto',
      tools: [],
      top_p: 1,
      output: failed ? [] : [message],
    };
    const ended = failed ? response : { ...response, usage: usageOf(promptTokens, completionTokens) };
    if (!asked.stream) return { status: 200, body: ended };
    const pieces = task.outcome === 'completed' ? piecesOf(content) : [];
    const last = failed ? 'response.failed' : 'response.completed';
    const events: [string, object][] = [
      ['response.created', { response: { ...response, status: 'in_progress', error: null, output: [] } }],
      ...pieces.map((delta): [string, object] => [
        'response.output_text.delta',
        { item_id: message.id, output_index: 0, content_index: 0, delta, logprobs: [] },
      ]),
      [last, { response: ended }],
    ];
    const numbered = events.map(([type, data], sequence_number): [string, object] => [
      type,
      { type, sequence_number, ...data },
    ]);
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventStream(numbered) };
  });
}

function usageOf(input_tokens: number, output_tokens: number): object {
  return {
    input_tokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input_tokens + output_tokens,
  };
}
