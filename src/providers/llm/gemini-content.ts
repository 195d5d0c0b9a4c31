import * as z from 'zod';
import { endingOf, type GeneratedContent, parseContent } from '../gemini/content.ts';
import { serverSentEvents } from '../server-sent-events.ts';
import type { VendorAnswer, VendorCall } from '../vendor-http.ts';
import { cutOff, eventData, failedAnswer, type ModelAnswer } from './answer.ts';
import type { LLMMessage } from './base.ts';

// Gemini's generateContent wire for text: its discovery document v1beta, 2026-08-22; contract: llm-image §2.4.

/** The body of a request. The order of the schema's properties is the order they are to be written in. */
export function contentRequest(
  messages: readonly LLMMessage[],
  schema: object | undefined,
  limits: { temperature: number | undefined; maxOutputTokens: number | undefined },
): Record<string, unknown> {
  const instructions = messages.filter(({ role }) => role === 'system').map(({ content }) => ({ text: content }));
  const generationConfig = {
    ...(limits.temperature === undefined ? {} : { temperature: limits.temperature }),
    ...(limits.maxOutputTokens === undefined ? {} : { maxOutputTokens: limits.maxOutputTokens }),
    ...(schema ? { responseMimeType: 'application/json', responseJsonSchema: ordered(schema) } : {}),
  };
  return {
    contents: messages
      .filter(({ role }) => role !== 'system')
      .map(({ role, content }) => ({ role: role === 'assistant' ? 'model' : 'user', parts: [{ text: content }] })),
    ...(instructions.length > 0 ? { systemInstruction: { parts: instructions, role: 'user' } } : {}),
    ...(Object.keys(generationConfig).length > 0 ? { generationConfig } : {}),
  };
}

/** A JSON schema that says in which order to write: without `propertyOrdering` Gemini may choose its own (contract: §1). */
function ordered(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(ordered);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, ordered(value)]));
  const { properties } = schema as { properties?: unknown };
  const isObject = 'type' in schema && typeof properties === 'object' && properties !== null;
  return isObject ? { ...inner, propertyOrdering: Object.keys(properties) } : inner;
}

/** A whole answer. @throws AppError where it is none. */
export function readContent(answer: VendorAnswer, call: VendorCall): ModelAnswer {
  const content = parseContent(answer.body, call);
  if (content.error !== undefined && content.error !== null) {
    throw failure(call, content, answer.headers, textOf(content));
  }
  return ending(textOf(content), content);
}

/**
 * An answer as it is written: each event is an answer with the text since the last, the last one says how it ended.
 * @param onText called with each piece in order.
 * @throws AppError where the stream holds an error or ends in the middle; once text was heard it may have been charged.
 */
export async function readContentStream(
  response: Response,
  call: VendorCall,
  onText: (piece: string) => void,
): Promise<ModelAnswer> {
  let text = '';
  let last: GeneratedContent | undefined;
  for await (const { data } of serverSentEvents(response, call)) {
    const event = parseContent(eventData(z.unknown(), data, call), call);
    if (event.error !== undefined && event.error !== null) throw failure(call, event, response.headers, text);
    const piece = textOf(event);
    text += piece;
    if (piece !== '') onText(piece);
    const { finishReason, refused } = endingOf(event);
    // The counts of tokens grow with each event, and may come after the ending.
    if (!last || finishReason !== undefined || refused) last = event;
    else last = { ...last, usageMetadata: event.usageMetadata ?? last.usageMetadata };
  }
  if (!last) throw cutOff(call);
  const { finishReason, refused } = endingOf(last);
  if (finishReason === undefined && !refused) throw cutOff(call);
  return ending(text, last);
}

function textOf({ candidates }: GeneratedContent): string {
  const parts = candidates?.[0]?.content?.parts ?? [];
  return parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join('');
}

function ending(content: string, answer: GeneratedContent): ModelAnswer {
  const { finishReason, refused, reason } = endingOf(answer);
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount } = answer.usageMetadata ?? {};
  const promptTokens = promptTokenCount ?? 0;
  const completionTokens = (candidatesTokenCount ?? 0) + (thoughtsTokenCount ?? 0);
  return {
    content,
    ...(answer.usageMetadata
      ? { usage: { promptTokens, completionTokens, totalTokens: totalTokenCount ?? promptTokens + completionTokens } }
      : {}),
    ...(answer.modelVersion ? { model: answer.modelVersion } : {}),
    ...(finishReason === 'MAX_TOKENS' ? { truncated: true } : {}),
    ...(refused ? { refused } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

const StatusSchema = z.object({ code: z.number(), message: z.string().nullish() });

/** An error inside an answer with status 200, in the form of an error answer. What had been counted until then is no bill. */
function failure(call: VendorCall, { error }: GeneratedContent, headers: Headers, content: string): Error {
  const { code = 502, message } = StatusSchema.safeParse(error).data ?? {};
  const status = code >= 400 && code < 600 ? code : 502;
  return failedAnswer(call, { status, headers, body: { error }, message }, { content, chargedUsd: undefined });
}
