import { CliError, EXIT_CODES } from './errors.ts';

/** Watches for Ctrl-C and its kin while a command works. */
export interface InterruptWatch {
  signal: AbortSignal;
  /** What an interrupted user should know, such as how to resume; asked for when it happens. */
  explain: (() => string | undefined) | undefined;
  stop(): void;
}

const IMPATIENT_AFTER_MS = 300;

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an abort, which lets everything close in order; a second SIGINT ends
 * the process at once.
 */
export function watchInterrupts(): InterruptWatch {
  const controller = new AbortController();
  let interruptedAt = 0;
  const interrupt = (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => {
    const exitCode = name === 'SIGINT' ? EXIT_CODES.interrupted : EXIT_CODES.terminated;
    if (!controller.signal.aborted) {
      interruptedAt = Date.now();
      controller.abort(new CliError('Stopped.', { exitCode, code: 'interrupted', hint: watch.explain?.() }));
      return;
    }
    // Some launchers pass on a signal the terminal has sent us already; that is no second press.
    if (Date.now() - interruptedAt > IMPATIENT_AFTER_MS) process.exit(exitCode);
  };
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const handler = () => interrupt(name);
    process.on(name, handler);
    return () => process.off(name, handler);
  });
  // Our launcher holds the other end of this channel; it breaks when the launcher is killed.
  const onDisconnect = () => interrupt('SIGTERM');
  process.once('disconnect', onDisconnect);
  process.channel?.unref();
  const watch: InterruptWatch = {
    signal: controller.signal,
    explain: undefined,
    stop() {
      for (const remove of handlers) remove();
      process.off('disconnect', onDisconnect);
    },
  };
  return watch;
}
