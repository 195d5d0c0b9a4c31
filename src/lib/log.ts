import { AppError } from '../types/errors.ts';

/**
 * Writes one structured line about something that went wrong. Only codes, identifiers and the error's own type and place
 * are written: messages of foreign errors may quote requests, and requests hold keys and prompts.
 */
export function logError(where: string, error: unknown, ids: Record<string, string> = {}): void {
  const details = AppError.is(error)
    ? { code: error.code, provider: error.details.provider, cause: describeCause(error.cause) }
    : { code: 'internal', cause: describeCause(error) };
  console.error(JSON.stringify({ level: 'error', where, ...ids, ...details }));
}

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return cause === undefined ? undefined : typeof cause;
  const place = cause.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return [cause.name, place?.trim()].filter(Boolean).join(' ');
}
