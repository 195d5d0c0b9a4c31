import * as z from 'zod';
import { ANTHROPIC_MODELS } from '../../../src/providers/llm/anthropic.models.ts';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';

const RequestSchema = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  system: z.string().optional(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).min(1),
  output_config: z
    .strictObject({
      format: z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }),
    })
    .optional(),
  stream: z.boolean().optional(),
});

/** Anthropic as of 2026-11: messages and the list of models. */
export const anthropic: VendorProtocol = {
  name: 'anthropic',
  handle: async (request, world) => {
    const refused = refuseRequest(request, world);
    switch (`${request.method} ${request.path}`) {
      case 'GET /v1/models':
        return refused ?? models();
      case 'POST /v1/messages':
        return refused ?? acceptMessage(request, world);
      default:
        return undefined;
    }
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'invalid_request_error'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'rate_limit_error'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(529, 'overloaded_error'),
  'error-after-accept': () => failure(500, 'api_error'),
  unauthorised: () => failure(401, 'authentication_error'),
  'no-credit': () => failure(402, 'billing_error'),
};

function failure(status: number, type: string): { status: number; body: object } {
  const error = { type, message: `Simulated: ${type}.`, details: null };
  return { status, body: { type: 'error', error, request_id: 'req_simulated' } };
}

function refuseRequest(request: SimulatorRequest, world: World): Answer | undefined {
  if (request.headers.get('anthropic-version') === null) return failure(400, 'invalid_request_error');
  const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const standing = world.checkKey(bearer ?? request.headers.get('x-api-key') ?? undefined);
  return standing === 'valid' ? undefined : REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

function models(): Answer {
  const data = ANTHROPIC_MODELS.map(({ id, name, contextTokens, maxOutputTokens }) => ({
    type: 'model',
    id,
    display_name: name,
    created_at: '2026-10-01T00:00:00Z',
    max_input_tokens: contextTokens ?? null,
    max_tokens: maxOutputTokens ?? null,
    capabilities: null,
    lifecycle: 'active',
    deprecated_at: null,
    retires_at: null,
  }));
  return {
    status: 200,
    body: { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null },
  };
}

function acceptMessage(request: SimulatorRequest, world: World): Promise<Answer> {
  const asked = RequestSchema.parse(request.json());
  const submission = { model: asked.model, kind: 'llm', input: asked, synchronous: true } as const;
  return world.accept(request, submission, async (task) => {
    if (task.outcome === 'failed') return failure(500, 'api_error');
    const turns = asked.system === undefined ? [] : [{ role: 'system' as const, content: asked.system }];
    const written = await writeAnswer([...turns, ...asked.messages]);
    const refused = task.outcome === 'moderated';
    const stop_reason = refused ? 'refusal' : 'end_turn';
    const stop_details = refused ? { type: 'refusal', category: null, explanation: 'I cannot help with that.' } : null;
    const content = refused ? [] : [{ type: 'text', text: written.content, citations: null }];
    const usage = usageOf(written.promptTokens, refused ? 1 : written.completionTokens);
    const head = { id: `msg_${task.id}`, type: 'message', role: 'assistant', model: asked.model, stop_sequence: null };
    const container = null;
    if (!asked.stream) {
      return { status: 200, body: { ...head, container, content, stop_reason, stop_details, usage } };
    }
    const message = {
      ...head,
      container,
      content: [],
      stop_reason: null,
      stop_details: null,
      usage: usageOf(written.promptTokens, 1),
    };
    const events: [string, object][] = [
      ['message_start', { message }],
      ['ping', {}],
      ...content.flatMap(({ text }): [string, object][] => [
        ['content_block_start', { index: 0, content_block: { type: 'text', text: '', citations: null } }],
        ...piecesOf(text).map((piece): [string, object] => [
          'content_block_delta',
          { index: 0, delta: { type: 'text_delta', text: piece } },
        ]),
        ['content_block_stop', { index: 0 }],
      ]),
      [
        'message_delta',
        { delta: { stop_reason, stop_sequence: null, stop_details, container }, usage: deltaUsage(usage) },
      ],
      ['message_stop', {}],
    ];
    const typed = events.map(([type, data]): [string, object] => [type, { type, ...data }]);
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventStream(typed) };
  });
}

function usageOf(input_tokens: number, output_tokens: number) {
  return {
    input_tokens,
    output_tokens,
    cache_creation: null,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    inference_geo: null,
    server_tool_use: null,
    service_tier: 'standard',
  };
}

function deltaUsage({ input_tokens, output_tokens, ...rest }: ReturnType<typeof usageOf>) {
  const { cache_creation_input_tokens, cache_read_input_tokens, server_tool_use } = rest;
  return { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens, server_tool_use };
}
