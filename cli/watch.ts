import type { JobView } from '../src/types/api.ts';
import type { JobState } from '../src/types/job.ts';
import { FINAL_JOB_STATES } from '../src/types/job.ts';
import { CliError } from './errors.ts';
import type { Session } from './session.ts';

/** The view is asked for anew at most so often however many events come, and at least so often when none do. */
const REFRESH_MS = { least: 150, longest: 1_000 } as const;
/** Share of the time that may go into asking: a job of a thousand shots has a long answer. */
const MOST_ASKING = 0.2;
const MOST_FAILURES = 8;

/** States in which nothing goes on until somebody does something. */
const STANDING_STATES: ReadonlySet<JobState> = new Set(['paused', 'awaiting_review']);

/** A promise that can be kept from outside, again and again. */
class Bell {
  private ringing: (() => void) | undefined;

  ring(): void {
    this.ringing?.();
  }

  /** Waits for the next ring, or for the time to pass. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.ringing = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function refreshed(session: Session, jobId: string): Promise<JobView> {
  for (let failures = 1; ; failures++) {
    try {
      return await session.client.getJob(jobId);
    } catch (error) {
      const gone = error instanceof CliError && error.code === 'unreachable';
      if (!gone || failures >= MOST_FAILURES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** failures));
      session.interrupt.signal.throwIfAborted();
    }
  }
}

/**
 * Follows a job until it ends or stands still, over cut connections and restarts of the server.
 * @returns the job as it then is: completed, failed, cancelled, or waiting for somebody.
 */
export async function watchJob(session: Session, jobId: string, onView: (view: JobView) => void): Promise<JobView> {
  const bell = new Bell();
  const stop = new AbortController();
  session.interrupt.signal.addEventListener('abort', () => bell.ring(), { once: true });
  let view = await refreshed(session, jobId);
  let askedAt = Date.now();
  let pauseMs: number = REFRESH_MS.least;
  // Events only say when to look; when they cannot be had, looking once a second does.
  const listening = (async () => {
    for await (const _event of session.client.events(jobId, view.cursor, stop.signal)) bell.ring();
  })().catch(() => undefined);
  try {
    for (;;) {
      onView(view);
      if (FINAL_JOB_STATES.has(view.state) || STANDING_STATES.has(view.state)) return view;
      // The server waits for room and tries again; nobody would be told.
      session.requireRoom();
      await bell.wait(REFRESH_MS.longest);
      const earlyMs = askedAt + pauseMs - Date.now();
      if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
      session.interrupt.signal.throwIfAborted();
      askedAt = Date.now();
      view = await refreshed(session, jobId);
      pauseMs = Math.max(REFRESH_MS.least, (Date.now() - askedAt) / MOST_ASKING);
    }
  } finally {
    stop.abort();
    await listening;
  }
}
