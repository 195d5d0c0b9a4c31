import * as z from 'zod';
import { eventStream, piecesOf, writeAnswer } from '../llm.ts';
import type { Answer, SimulatorRequest, World } from '../protocol.ts';

// `generateContent` (contracts: llm-image §2.4, §3.5).

const PartSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ inlineData: z.strictObject({ mimeType: z.string(), data: z.base64() }) }),
]);
const Ratios = z.enum([
  ...(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9', '1:4', '4:1', '1:8', '8:1'] as const),
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
      responseModalities: z.tuple([z.literal('IMAGE')]).optional(),
      imageConfig: z
        .strictObject({ aspectRatio: Ratios.optional(), imageSize: z.enum(['512', '1K', '2K', '4K']).optional() })
        .optional(),
    })
    .optional(),
});
type ContentRequest = z.infer<typeof ContentRequestSchema>;

/** Round numbers that are easily recognised in a bill; the real counts follow from the size. */
const PICTURE_TOKENS = 1000;

/** Takes one request. @throws ZodError for a body the wire does not have; the server answers that with 400. */
export function acceptContent(
  request: SimulatorRequest,
  world: World,
  model: string,
  stream: boolean,
): Promise<Answer> {
  const asked = ContentRequestSchema.parse(request.json());
  return asked.generationConfig?.responseModalities
    ? draw(request, world, model, asked)
    : write(request, world, model, asked, stream);
}

/** An answer of `generateContent`, or one event of its stream. */
function generated(model: string, parts: object[], finishReason: string | undefined, usageMetadata: object): object {
  return {
    candidates: [
      {
        ...(parts.length > 0 ? { content: { parts, role: 'model' } } : {}),
        ...(finishReason ? { finishReason } : {}),
        index: 0,
      },
    ],
    usageMetadata,
    modelVersion: model,
  };
}

function blocked(model: string, promptTokenCount: number): object {
  const usageMetadata = { promptTokenCount, totalTokenCount: promptTokenCount };
  return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata, modelVersion: model };
}

function draw(request: SimulatorRequest, world: World, model: string, asked: ContentRequest): Promise<Answer> {
  const { aspectRatio = '1:1', imageSize = '1K' } = asked.generationConfig?.imageConfig ?? {};
  const outputs = [{ mediaType: 'image/png' as const, ...pictureSize(aspectRatio, imageSize) }];
  return world.accept(request, { model, kind: 'image', input: asked, outputs, synchronous: true }, async (task) => {
    const promptTokenCount = 100;
    const tokens = { promptTokenCount, totalTokenCount: promptTokenCount };
    if (task.outcome === 'moderated') return { status: 200, body: generated(model, [], 'IMAGE_SAFETY', tokens) };
    if (task.outcome === 'failed') return { status: 200, body: generated(model, [], 'NO_IMAGE', tokens) };
    const data = (await world.mediaBytes(task)).toString('base64');
    const usage = {
      promptTokenCount,
      candidatesTokenCount: PICTURE_TOKENS,
      totalTokenCount: promptTokenCount + PICTURE_TOKENS,
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: PICTURE_TOKENS }],
    };
    return { status: 200, body: generated(model, [{ inlineData: { mimeType: 'image/png', data } }], 'STOP', usage) };
  });
}

/** A size of a ratio: as many pixels as a square of so many thousand, in steps of 16. */
function pictureSize(ratio: string, size: string): { width: number; height: number } {
  const edge = size === '512' ? 512 : Number.parseInt(size, 10) * 1024;
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const step = (pixels: number) => Math.max(16, Math.round(pixels / 16) * 16);
  return { width: step(edge * Math.sqrt(across / down)), height: step(edge * Math.sqrt(down / across)) };
}

function write(
  request: SimulatorRequest,
  world: World,
  model: string,
  asked: ContentRequest,
  stream: boolean,
): Promise<Answer> {
  return world.accept(request, { model, kind: 'llm', input: asked, synchronous: true }, async (task) => {
    if (task.outcome === 'failed') {
      const error = { code: 500, message: 'An internal error has occurred.', status: 'INTERNAL', details: [] };
      return { status: 500, body: { error } };
    }
    const { content, promptTokens, completionTokens } = await writeAnswer(conversation(asked));
    if (task.outcome === 'moderated') {
      return stream ? streamed([blocked(model, promptTokens)]) : { status: 200, body: blocked(model, promptTokens) };
    }
    const tokens = {
      promptTokenCount: promptTokens,
      candidatesTokenCount: completionTokens,
      totalTokenCount: promptTokens + completionTokens,
    };
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
