import { createInterface } from 'node:readline/promises';

/**
 * Asks a yes-or-no question; Enter alone means no.
 * @param signal ends the question, for example on Ctrl-C.
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const readline = createInterface({ input: process.stdin, output: process.stderr });
  // In raw mode Ctrl-C comes here as a key; handed on, it means the same as everywhere else.
  readline.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    // Input that ends without an answer is a no, too.
    const closed = new Promise<string>((resolve) => readline.once('close', () => resolve('')));
    const answer = await Promise.race([readline.question(`${question} [y/N] `, { signal }), closed]);
    return /^\s*y(es)?\s*$/i.test(answer);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    readline.close();
  }
}
