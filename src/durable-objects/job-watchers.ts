import type { JobEvent } from '../types/job.ts';

/** Interval of comment lines that keep idle connections from being cut, in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** Answered by the runtime itself, so that a sleeping object stays asleep. */
const PING = 'ping';
const PONG = 'pong';

type Writer = WritableStreamDefaultWriter<Uint8Array>;

/**
 * Everyone who watches one job: server-sent events and WebSockets. Holds nothing that cannot be lost: each watcher knows
 * its own cursor, and sockets outlive the object's sleep because the runtime keeps them.
 */
export class JobWatchers {
  private readonly state: DurableObjectState;
  private readonly streams = new Set<Writer>();
  private readonly encoder = new TextEncoder();
  private heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(state: DurableObjectState) {
    this.state = state;
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** A new event stream that begins with what its reader has missed, and ends with the job. */
  openStream(missed: readonly JobEvent[], ended: boolean): Response {
    const { readable, writable } = new IdentityTransformStream();
    const writer = writable.getWriter();
    this.streams.add(writer);
    this.write(writer, `retry: 1000\n\n${missed.map(line).join('')}`);
    if (ended) this.end(writer);
    else this.heartbeat ??= setInterval(() => this.broadcast(': waiting\n\n'), HEARTBEAT_MS);
    return new Response(readable, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  }

  /** A new socket that first gets what its reader has missed. It stays open after the job's end: the job may go on. */
  openSocket(missed: readonly JobEvent[]): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.state.acceptWebSocket(server);
    this.replay(server, missed);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Sends events to one socket, each as a message of its own. */
  replay(socket: WebSocket, events: readonly JobEvent[]): void {
    for (const event of events) send(socket, JSON.stringify(event));
  }

  /** The cursor a watcher's message asks for: `{"after": 12}`; undefined for anything else. */
  requestedCursor(message: string | ArrayBuffer): number | undefined {
    if (typeof message !== 'string' || message.length > 100) return undefined;
    const match = /^\s*\{\s*"after"\s*:\s*(\d{1,15})\s*\}\s*$/.exec(message);
    return match ? Number(match[1]) : undefined;
  }

  /** Sends new events to every watcher, and ends the streams when the job is over. */
  send(events: readonly JobEvent[], ended: boolean): void {
    if (events.length > 0) {
      this.broadcast(events.map(line).join(''));
      for (const socket of this.state.getWebSockets()) this.replay(socket, events);
    }
    if (ended) for (const writer of [...this.streams]) this.end(writer);
  }

  /** A socket's other side hung up. */
  closed(socket: WebSocket): void {
    try {
      socket.close();
    } catch {
      // Closed already.
    }
  }

  /** Hangs up on everyone. */
  closeAll(): void {
    for (const writer of [...this.streams]) this.end(writer);
    for (const socket of this.state.getWebSockets()) this.closed(socket);
  }

  private broadcast(text: string): void {
    for (const writer of [...this.streams]) this.write(writer, text);
  }

  private write(writer: Writer, text: string): void {
    // Not awaited: a slow reader must not hold up the job. A reader that is gone makes the write fail.
    writer.write(this.encoder.encode(text)).catch(() => this.remove(writer));
  }

  private end(writer: Writer): void {
    this.remove(writer);
    writer.close().catch(() => undefined);
  }

  private remove(writer: Writer): void {
    this.streams.delete(writer);
    if (this.streams.size > 0 || this.heartbeat === undefined) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }
}

function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // Its reader is gone; the runtime tells us in its own time.
  }
}

function line(event: JobEvent): string {
  return `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
