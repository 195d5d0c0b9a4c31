/** What the process says to whoever started it. Documented in `p2v --help`. */
export const EXIT_CODES = {
  ok: 0,
  /** Something failed while working. */
  failure: 1,
  /** The command or its input cannot be used as given; nothing was done. */
  usage: 2,
  /** Spending was not agreed to: no answer possible, the answer was no, or the estimate is over the budget. */
  spendingNotAgreed: 3,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** What a {@link CliError} may carry besides its sentence. */
export interface CliErrorDetails {
  exitCode?: ExitCode;
  /** What to do next, as one sentence or command on its own line. */
  hint?: string | undefined;
  /** Stable word for programs; the API's code where the error came from there. */
  code?: string;
  /** Offending fields, by the name the user knows them. */
  fields?: { path: string; message: string }[];
  cause?: unknown;
}

/** An error for a person: one sentence, what to do next, and the exit code. Printed without a stack. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly code: string;
  readonly fields: { path: string; message: string }[];

  constructor(message: string, details: CliErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CliError';
    this.exitCode = details.exitCode ?? EXIT_CODES.failure;
    this.hint = details.hint;
    this.code = details.code ?? 'failed';
    this.fields = details.fields ?? [];
  }

  /** A mistake in the command line or its values. */
  static usage(message: string, hint?: string): CliError {
    return new CliError(message, { exitCode: EXIT_CODES.usage, hint, code: 'invalid_input' });
  }
}

/** The `code` of a system error such as `ENOENT`, or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code;
}

const SYSTEM_REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'it is a directory',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  EMFILE: 'too many open files; raise the limit with ulimit -n',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'something else has that name',
};

/** A system error in words, without its stack. */
export function systemReason(error: unknown): string {
  const code = systemErrorCode(error);
  if (code !== undefined) return SYSTEM_REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

const DISK_FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether an error means that nothing more can be written. */
export function isDiskFull(error: unknown): boolean {
  return DISK_FULL_CODES.has(systemErrorCode(error) ?? '');
}
