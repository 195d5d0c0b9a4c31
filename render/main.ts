import { startRenderService } from './server.ts';

/**
 * Runs the render service by itself. Environment: `RENDER_DIRECTORY` and `RENDER_SECRET` (required), `PORT` (any free
 * one unless set), `RENDER_HOST` (`127.0.0.1` unless set), `RENDER_CONCURRENCY`, `FFMPEG_PATH`, and
 * `RENDER_EXIT_WITH_PARENT=1` for a service that must not outlive the process that spawned it.
 */
async function main(): Promise<void> {
  const { RENDER_DIRECTORY: directory, RENDER_SECRET: secret, PORT, RENDER_HOST, RENDER_CONCURRENCY } = process.env;
  if (!directory || !secret) throw new Error('Set RENDER_DIRECTORY and RENDER_SECRET.');
  // Children and threads started from here on have no business with it.
  delete process.env.RENDER_SECRET;
  const service = await startRenderService({
    directory,
    secret,
    port: PORT ? Number(PORT) : 0,
    host: RENDER_HOST,
    concurrency: RENDER_CONCURRENCY ? Number(RENDER_CONCURRENCY) : undefined,
    warmUp: true,
    logger: (message) => console.error(message),
  });
  console.log(JSON.stringify({ url: service.url }));
  process.send?.({ type: 'ready', url: service.url });

  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void service.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', close).once('SIGINT', close);
  if (process.env.RENDER_EXIT_WITH_PARENT === '1') {
    // A parent that is killed says nothing, but the system closes its end of the pipe or channel.
    // Only one of the two is listened to: with a channel, standard input may be /dev/null, which ends at once.
    if (process.connected) process.once('disconnect', close);
    else process.stdin.once('end', close).once('close', close).resume();
  }
}

await main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
