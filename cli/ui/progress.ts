import type { JobView } from '../../src/types/api.ts';
import { LiveRegion } from './live-region.ts';
import { initialPhases, PHASES, type Phase, type PhaseName, updatePhases } from './phases.ts';
import type { Terminal } from './terminal.ts';
import { clock, elapsed, oneLine, padEnd, padStart, truncate, width } from './text.ts';

const LABELS: Record<PhaseName, string> = {
  directing: 'Directing',
  keyframes: 'Keyframes',
  clips: 'Clips',
  film: 'Film',
};
const LABEL_COLUMNS = 11;
const COUNT_COLUMNS = 9;
const INDENT = '  ';
/** Plain lines come at most so often while nothing ends or begins. */
const PLAIN_INTERVAL_MS = 5_000;

/** Shows how far the film is: drawn in place on a terminal, as plain lines elsewhere. Always on standard error. */
export class Progress {
  private readonly terminal: Terminal;
  private readonly phases = initialPhases();
  private readonly startedAt = Date.now();
  private readonly region: LiveRegion | undefined;
  private footer = '';
  private lastPlain = new Map<PhaseName, { state: Phase['state']; done: number; at: number }>();

  private readonly shown: readonly PhaseName[];

  /** @param shown the phases that will come. */
  constructor(terminal: Terminal, shown: readonly PhaseName[] = PHASES) {
    this.terminal = terminal;
    this.shown = shown;
    this.region = terminal.isLive ? new LiveRegion((frame) => this.draw(frame)) : undefined;
  }

  /** Begins to show. @param footer stands below, for example how to stop. */
  start(footer = this.footer): void {
    this.footer = footer;
    this.region?.start();
  }

  /** Says something once, without disturbing what is drawn. */
  tell(sentence: string): void {
    this.region?.pause();
    this.terminal.note(this.region === undefined ? sentence : INDENT + this.terminal.errorColors.dim(sentence));
    this.region?.start();
  }

  /** Makes room for a question; {@link start} goes on. */
  pause(): void {
    this.region?.pause();
  }

  /** Leaves what is shown where it is. */
  stop(): void {
    this.footer = '';
    this.region?.stop();
  }

  /** The director is at work. */
  directing(): void {
    Object.assign(this.phases.directing, { state: 'active', startedAt: Date.now(), note: 'writing the plan' });
    this.plain('directing');
  }

  /** The plan is there; `note` describes it. */
  directed(note: string): void {
    Object.assign(this.phases.directing, { state: 'done', note: oneLine(note) });
    if (this.phases.directing.startedAt !== undefined) this.phases.directing.endedAt = Date.now();
    this.plain('directing');
  }

  /** The job as the server last described it. */
  update(view: JobView): void {
    updatePhases(this.phases, view, Date.now());
    for (const name of ['keyframes', 'clips', 'film'] as const) this.plain(name);
  }

  private draw(frame: number): string[] {
    const columns = this.terminal.columns - 1;
    const lines = this.shown.map((name) => this.line(this.phases[name], frame, columns));
    if (this.footer === '') return lines;
    const time = clock((Date.now() - this.startedAt) / 1000);
    const text = truncate(`${this.footer}  ${time}`, columns - INDENT.length);
    return [...lines, '', INDENT + this.terminal.errorColors.dim(text)];
  }

  private mark(phase: Phase, frame: number): string {
    const { errorColors: colors, glyphs } = this.terminal;
    if (phase.state === 'done') return colors.green(glyphs.done);
    if (phase.state === 'failed') return colors.red(glyphs.failed);
    if (phase.state === 'waiting') return ' ';
    return colors.cyan(glyphs.spinner[frame % glyphs.spinner.length] ?? ' ');
  }

  private line(phase: Phase, frame: number, columns: number): string {
    const { errorColors: colors } = this.terminal;
    const label = padEnd(LABELS[phase.name], LABEL_COLUMNS);
    const head = `${INDENT}${this.mark(phase, frame)} ${phase.state === 'waiting' ? colors.dim(label) : label}`;
    const used = INDENT.length + 2 + LABEL_COLUMNS;
    const time =
      phase.startedAt !== undefined && phase.endedAt !== undefined ? elapsed(phase.endedAt - phase.startedAt) : '';
    const room = columns - used;
    if (phase.name === 'directing') {
      const note = truncate(phase.note, room - (time === '' ? 0 : width(time) + 2));
      const gap = ' '.repeat(Math.max(0, room - width(note) - width(time)));
      return `${head}${note}${gap}${colors.dim(time)}`;
    }
    const barColumns = Math.max(8, Math.min(28, room - 38));
    const counted = phase.total === 0 || phase.name === 'film' ? this.percent(phase) : `${phase.done}/${phase.total}`;
    const rest = room - barColumns - COUNT_COLUMNS - 2;
    const note = truncate(phase.note, rest - (time === '' ? 0 : width(time) + 2));
    const gap = ' '.repeat(Math.max(0, rest - width(note) - width(time)));
    return `${head}${this.bar(phase, barColumns)}${padStart(counted, COUNT_COLUMNS)}  ${note}${gap}${colors.dim(time)}`;
  }

  private percent(phase: Phase): string {
    return phase.state === 'waiting' ? '' : `${Math.floor(phase.fraction * 100)}%`;
  }

  private bar(phase: Phase, columns: number): string {
    const { errorColors: colors, glyphs } = this.terminal;
    const full = Math.round(phase.fraction * columns);
    const paint = phase.state === 'failed' ? colors.red : phase.state === 'done' ? colors.green : colors.cyan;
    return paint(glyphs.full.repeat(full)) + colors.dim(glyphs.empty.repeat(columns - full));
  }

  private plain(name: PhaseName): void {
    if (this.region !== undefined) return;
    const phase = this.phases[name];
    const before = this.lastPlain.get(name);
    const changed = before?.state !== phase.state;
    const due = before?.done !== phase.done && Date.now() - (before?.at ?? 0) >= PLAIN_INTERVAL_MS;
    if (phase.state === 'waiting' || !(changed || due)) return;
    this.lastPlain.set(name, { state: phase.state, done: phase.done, at: Date.now() });
    const counted = name === 'directing' || phase.total === 0 ? '' : ` ${phase.done}/${phase.total}`;
    this.terminal.note(`${LABELS[name]}${counted}${phase.note === '' ? '' : `  ${phase.note}`}`);
  }
}
