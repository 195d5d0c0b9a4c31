import type { JobEvent } from '../types/job.ts';

/** Interval of comment lines that keep idle connections from being cut, in milliseconds. */
const HEARTBEAT_MS = 15_000;

type Writer = WritableStreamDefaultWriter<Uint8Array>;

/** One job's watchers: server-sent events to any number of open streams. Holds nothing that cannot be lost. */
export class EventStream {
  private readonly watchers = new Set<Writer>();
  private readonly encoder = new TextEncoder();
  private heartbeat: ReturnType<typeof setInterval> | undefined;

  /**
   * A new stream that begins with the events its reader has missed.
   * @param ended whether the job is over: then the stream ends after them.
   */
  open(missed: readonly JobEvent[], ended: boolean): ReadableStream<Uint8Array> {
    const { readable, writable } = new IdentityTransformStream();
    const writer = writable.getWriter();
    this.watchers.add(writer);
    this.write(writer, `retry: 1000\n\n${missed.map(format).join('')}`);
    if (ended) this.end(writer);
    else this.heartbeat ??= setInterval(() => this.broadcast(': waiting\n\n'), HEARTBEAT_MS);
    return readable;
  }

  /** Sends new events to every watcher, and ends the streams when the job is over. */
  send(events: readonly JobEvent[], ended: boolean): void {
    if (events.length > 0) this.broadcast(events.map(format).join(''));
    if (ended) for (const watcher of [...this.watchers]) this.end(watcher);
  }

  private broadcast(text: string): void {
    for (const watcher of [...this.watchers]) this.write(watcher, text);
  }

  private write(watcher: Writer, text: string): void {
    // Not awaited: a slow reader must not hold up the job. A reader that is gone makes the write fail.
    watcher.write(this.encoder.encode(text)).catch(() => this.remove(watcher));
  }

  private end(watcher: Writer): void {
    this.remove(watcher);
    watcher.close().catch(() => undefined);
  }

  private remove(watcher: Writer): void {
    this.watchers.delete(watcher);
    if (this.watchers.size > 0 || this.heartbeat === undefined) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }
}

function format(event: JobEvent): string {
  return `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
