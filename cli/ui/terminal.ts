import picocolors from 'picocolors';

type Colors = ReturnType<typeof picocolors.createColors>;

/** What a terminal or a pipe can show. */
export interface Glyphs {
  done: string;
  failed: string;
  full: string;
  empty: string;
  dot: string;
  dash: string;
  spinner: string[];
}

const UNICODE: Glyphs = {
  done: '✔',
  failed: '✖',
  full: '━',
  empty: '─',
  dot: '·',
  dash: '–',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};
const ASCII: Glyphs = {
  done: '+',
  failed: 'x',
  full: '#',
  empty: '.',
  dot: '-',
  dash: '-',
  spinner: ['|', '/', '-', '\\'],
};

const NARROWEST_COLUMNS = 40;
const COLUMNS_WITHOUT_TERMINAL = 100;

function colorsFor(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Colors {
  if (environment.NO_COLOR) return picocolors.createColors(false);
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== '0') return picocolors.createColors(true);
  return picocolors.createColors(stream.isTTY === true && environment.TERM !== 'dumb');
}

/** Where output goes: progress and errors to standard error, results to standard output. */
export class Terminal {
  /** Print exactly one JSON object on standard output and nothing else there. */
  readonly json: boolean;
  readonly colors: Colors;
  readonly errorColors: Colors;
  readonly glyphs: Glyphs;
  /** Whether progress can be drawn in place. */
  readonly isLive: boolean;
  /** Whether a question can be asked and answered. */
  readonly canAsk: boolean;

  constructor(options: { json?: boolean | undefined } = {}, environment: NodeJS.ProcessEnv = process.env) {
    this.json = options.json ?? false;
    this.colors = colorsFor(process.stdout, environment);
    this.errorColors = colorsFor(process.stderr, environment);
    const limited = environment.TERM === 'linux' || environment.TERM === 'dumb';
    this.glyphs = limited ? ASCII : UNICODE;
    this.isLive = process.stderr.isTTY === true && environment.TERM !== 'dumb';
    this.canAsk = process.stderr.isTTY === true && process.stdin.isTTY === true && !this.json;
  }

  /** Columns of the terminal progress is drawn on. */
  get columns(): number {
    const stream = process.stderr.isTTY ? process.stderr : process.stdout;
    return Math.max(NARROWEST_COLUMNS, stream.columns ?? COLUMNS_WITHOUT_TERMINAL);
  }

  /** A line of the result, for people; nothing with `--json`. */
  print(line = ''): void {
    if (!this.json) process.stdout.write(`${line}\n`);
  }

  /** The one JSON object of `--json`. */
  printJson(value: unknown): void {
    if (this.json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** A line about what is going on. */
  note(line = ''): void {
    process.stderr.write(`${line}\n`);
  }
}
