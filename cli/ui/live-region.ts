import { width } from './text.ts';

const FRAME_MS = 80;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_BELOW = '\u001b[J';

/** A few lines at the end of the terminal that are drawn anew while work goes on. */
export class LiveRegion {
  private readonly draw: (frame: number) => string[];
  /** Columns of each line as it was last drawn. */
  private drawn: number[] = [];
  private frame = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly showCursor = () => process.stderr.write(SHOW_CURSOR);

  /** @param draw gives the lines as they stand now; each must fit the terminal's columns. */
  constructor(draw: (frame: number) => string[]) {
    this.draw = draw;
  }

  /** Begins to draw, several times a second. */
  start(): void {
    if (this.timer !== undefined) return;
    process.stderr.write(HIDE_CURSOR);
    // However the process ends, the user gets the cursor back.
    process.once('exit', this.showCursor);
    this.timer = setInterval(() => this.render(), FRAME_MS);
    this.timer.unref();
    this.render();
  }

  /** Draws a last time and leaves the lines where they are. */
  stop(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.render();
    this.drawn = [];
    this.restoreCursor();
  }

  /** Takes the lines away, for something else to be printed or asked in their place; {@link start} draws them again. */
  pause(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    process.stderr.write(`${this.upward()}${CLEAR_BELOW}`);
    this.drawn = [];
    this.restoreCursor();
  }

  private restoreCursor(): void {
    this.showCursor();
    process.off('exit', this.showCursor);
  }

  /** Back to where the first line begins. A terminal that was made narrower has broken the lines into more rows. */
  private upward(): string {
    const columns = process.stderr.columns ?? Number.POSITIVE_INFINITY;
    const rows = this.drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line / columns)), 0);
    return rows > 0 ? `\u001b[${rows}A\r` : '\r';
  }

  private render(): void {
    const lines = this.draw(this.frame++);
    // One write per frame, so that no half-drawn state is ever seen.
    process.stderr.write(`${this.upward()}${lines.map((line) => `${line}\u001b[K\n`).join('')}${CLEAR_BELOW}`);
    this.drawn = lines.map(width);
  }
}
