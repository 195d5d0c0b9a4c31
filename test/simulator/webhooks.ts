import type { Clock } from './clock.ts';
import type { WebhookMessage } from './protocol.ts';

const ATTEMPTS = 3;
const RETRY_AFTER_MS = 1_000;
const TIME_LIMIT_MS = 15_000;

/** Delivers webhooks, again when they are refused, and counts them. */
export class WebhookSender {
  private readonly clock: Clock;
  private delivered = 0;
  private refused = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  counts(): { delivered: number; refused: number } {
    return { delivered: this.delivered, refused: this.refused };
  }

  /** Sends a message; done after the first attempt. A message that is refused three times is given up. */
  async send(url: string, message: WebhookMessage, attempt = 1): Promise<void> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...message.headers },
      body: message.body,
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) {
      this.delivered += 1;
    } else if (attempt < ATTEMPTS) {
      this.clock.after(RETRY_AFTER_MS, () => this.send(url, message, attempt + 1));
    } else {
      this.refused += 1;
    }
  }
}
