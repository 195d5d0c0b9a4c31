import type { HonoRequest } from 'hono';
import type * as z from 'zod';
import { MAX_BODY_BYTES } from '../types/api.ts';
import { AppError, type FieldIssue } from '../types/errors.ts';

/**
 * A request's JSON body, checked against a schema.
 * @throws AppError `unsupported_media_type`, `too_large`, or `invalid_input` with the path of every offending field.
 */
export async function readBody<Schema extends z.ZodType>(
  request: HonoRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new AppError(
      'unsupported_media_type',
      `Send the body as application/json${type ? `, not ${type.slice(0, 100)}` : '; no content-type came with it'}.`,
    );
  }
  const text = await readText(request.raw);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_input', `The body is not valid JSON: ${(cause as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues);
}

/** Reads a body as far as it is allowed to go; what comes after is never held. */
async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new AppError(
        'too_large',
        `The body is larger than the ${MAX_BODY_BYTES / 1_000_000} MB that are accepted.`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * A picture or clip sent as it is.
 * @param types the content types that are taken.
 * @throws AppError `unsupported_media_type`; `invalid_input` without a body.
 */
export function sentMedia(
  request: HonoRequest,
  types: RegExp,
): { body: ReadableStream<Uint8Array>; sizeBytes: number | undefined } {
  const { body } = request.raw;
  if (!types.test(request.header('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the picture or clip itself, with its content-type.');
  }
  if (!body) throw new AppError('invalid_input', 'The request has no body; send the picture or clip itself.');
  const length = request.header('content-length');
  return { body, sizeBytes: length === undefined ? undefined : Number(length) };
}

/** Most fields one answer names. */
const MAX_ISSUES = 50;

function invalid(issues: readonly z.core.$ZodIssue[]): AppError {
  const fields = issues.flatMap(fieldIssues).slice(0, MAX_ISSUES);
  const first = fields[0];
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  const where = first?.path ? `${first.path}: ` : '';
  return new AppError('invalid_input', `The body is not as it should be. ${where}${first?.message ?? ''}${more}`, {
    fields,
  });
}

function fieldIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: 'is not a field of this request' }));
  }
  return [{ path: dotted(issue.path), message: issue.message }];
}

function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
