const FRAME_MS = 80;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_BELOW = '\u001b[J';

/** A few lines at the end of the terminal that are drawn anew while work goes on. */
export class LiveRegion {
  private readonly draw: (frame: number) => string[];
  private height = 0;
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
    this.height = 0;
    this.showCursor();
    process.off('exit', this.showCursor);
  }

  private render(): void {
    const lines = this.draw(this.frame++);
    const up = this.height > 0 ? `\u001b[${this.height}A\r` : '\r';
    // One write per frame, so that no half-drawn state is ever seen.
    process.stderr.write(`${up}${lines.map((line) => `${line}\u001b[K\n`).join('')}${CLEAR_BELOW}`);
    this.height = lines.length;
  }
}
