import * as z from 'zod';
import type { SimulatedTask, SubmissionInput } from '../protocol.ts';

/** A callback address has to send the challenge back within this time. */
const CHALLENGE_MS = 3_000;
const EchoSchema = z.object({ challenge: z.string() });

/**
 * A submission's callback, where the address has proved that it wants one: MiniMax sends a challenge first and expects it
 * back. The callbacks themselves are unsigned (contract: video §1.4).
 * @param message the body for a task as it then stands.
 */
export async function miniMaxCallback(
  url: string | undefined,
  message: (task: SimulatedTask) => object,
): Promise<Pick<SubmissionInput, 'webhook'>> {
  if (url === undefined || !(await echoes(url))) return {};
  return { webhook: { url, message: (task) => ({ headers: {}, body: JSON.stringify(message(task)) }) } };
}

async function echoes(url: string): Promise<boolean> {
  const challenge = crypto.randomUUID();
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ challenge }),
    signal: AbortSignal.timeout(CHALLENGE_MS),
  }).catch(() => undefined);
  const body: unknown = await answer?.json().catch(() => undefined);
  return answer?.ok === true && EchoSchema.safeParse(body).data?.challenge === challenge;
}
