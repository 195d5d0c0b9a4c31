import { AppError } from '../src/types/errors.ts';
import type { RenderError } from '../src/types/render.ts';

/** Codes of {@link RenderFailure}, the closed list of the render contract. */
export type RenderFailureCode = RenderError['code'];

/**
 * The one error of the render service. `message` is a sentence for the person who asked for the film: it says what is
 * wrong and what to do, and never holds a secret or a path of the machine.
 */
export class RenderFailure extends Error {
  readonly code: RenderFailureCode;

  constructor(code: RenderFailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RenderFailure';
    this.code = code;
  }

  /** The failure as it goes over the wire. */
  toJSON(): RenderError {
    return { code: this.code, message: this.message };
  }
}

/** The failure behind an unknown throwable: itself, `disk_full` for ENOSPC and its like, otherwise `internal`. */
export function asRenderFailure(thrown: unknown): RenderFailure {
  if (thrown instanceof RenderFailure) return thrown;
  if (thrown instanceof AppError && thrown.code === 'invalid_input') {
    return new RenderFailure('invalid_input', thrown.message, thrown);
  }
  if (isDiskFull(thrown)) return diskFull(thrown);
  if (thrown instanceof Error && thrown.name === 'AbortError') return cancelled();
  return new RenderFailure(
    'internal',
    'The render service met an unexpected problem; its log has the details.',
    thrown,
  );
}

/** The failure for a disk without room, whoever noticed it. */
export function diskFull(cause?: unknown): RenderFailure {
  return new RenderFailure(
    'disk_full',
    'The disk of the render service is full. Free some space, then try again.',
    cause,
  );
}

/** The failure of a job that somebody stopped. */
export function cancelled(): RenderFailure {
  return new RenderFailure('cancelled', 'The job was cancelled.');
}

const DISK_FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && DISK_FULL_CODES.has(String(thrown.code));
}
