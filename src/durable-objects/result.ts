import { logError } from '../lib/log.ts';
import { AppError, type ErrorRecord, errorFromRecord, errorRecord } from '../types/errors.ts';

/** What a Durable Object's method answers: classes do not survive the call between objects, so errors travel as data. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: ErrorRecord };

/** Runs a method's body and turns what it throws into data; unforeseen errors are logged here, where their stack is. */
export async function settle<Value>(where: string, body: () => Value | Promise<Value>): Promise<Result<Value>> {
  try {
    return { ok: true, value: await body() };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code === 'internal') logError(where, thrown);
    return { ok: false, error: errorRecord(error) };
  }
}

/** The value of a result, or its error thrown again. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw errorFromRecord(result.error);
}
