import * as z from 'zod';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, SimulatedTask, SimulatorRequest, World } from '../protocol.ts';

// The Chat Completions wire that several vendors speak.

const RequestSchema = z.object({
  model: z.string().min(1).optional(),
  models: z.array(z.string().min(1)).min(1).optional(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  response_format: z
    .object({
      type: z.literal('json_schema'),
      json_schema: z.object({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        strict: z.boolean().optional(),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
  stream: z.boolean().optional(),
});
/** A completion as it is asked for. */
export type CompletionRequest = z.infer<typeof RequestSchema>;

/** How a vendor's completions differ. */
export interface CompletionStyle {
  /** What every answer and chunk holds besides. */
  head?: (model: string) => object;
  /** What the usage holds besides the tokens. */
  usage?: (promptTokens: number, completionTokens: number) => object;
  /** The answer to a task that failed. */
  failed: () => Answer;
}

/**
 * Takes a completion: one billable request.
 * @throws ZodError for a body the wire does not have; the server answers that with 400.
 */
export function acceptCompletion(request: SimulatorRequest, world: World, style: CompletionStyle): Promise<Answer> {
  const asked = RequestSchema.parse(request.json());
  const model = asked.models?.[0] ?? asked.model ?? '';
  return world.accept(request, { model, kind: 'llm', input: asked, synchronous: true }, async (task) => {
    if (task.outcome === 'failed') return style.failed();
    const written = await writeAnswer(asked.messages);
    const usage = {
      prompt_tokens: written.promptTokens,
      completion_tokens: written.completionTokens,
      total_tokens: written.promptTokens + written.completionTokens,
      ...style.usage?.(written.promptTokens, written.completionTokens),
    };
    const moderated = task.outcome === 'moderated';
    const finish = moderated ? 'content_filter' : 'stop';
    const content = moderated ? null : written.content;
    const head = { id: `gen-${task.id}`, created: created(task), model, ...style.head?.(model) };
    if (!asked.stream) {
      const message = { role: 'assistant', content, refusal: null };
      const choices = [{ index: 0, finish_reason: finish, logprobs: null, message }];
      return { status: 200, body: { ...head, object: 'chat.completion', choices, usage } };
    }
    const chunk = (delta: object, finish_reason: string | null = null) => ({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason }],
    });
    const events = [
      ': PROCESSING',
      ...piecesOf(content ?? '').map((piece) => chunk({ role: 'assistant', content: piece })),
      chunk({ content: '' }, finish),
      { ...head, object: 'chat.completion.chunk', choices: [], usage },
      'data: [DONE]',
    ];
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventStream(events) };
  });
}

function created(task: SimulatedTask): number {
  return Math.floor(task.acceptedAt / 1000);
}
