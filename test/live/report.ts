import type { LiveResult, LiveRole } from './calls.ts';
import type { Exchange } from './recording.ts';
import { differences } from './shapes.ts';

/**
 * What a live call came to, as Markdown for an issue: requests with their ids and latencies, the price, and fields that
 * are not as the contract has them.
 * @param contract the answers the contract has; undefined where it has none to compare with.
 */
export function reportOf(
  { role, provider }: { role: LiveRole; provider: string },
  result: LiveResult,
  contract: readonly Exchange[] | undefined,
): string {
  const { model, estimateUsd, events, exchanges } = result;
  const lines = [
    `### ${provider}, ${role}: ${model === '' ? 'its default model' : model}`,
    '',
    `- price by the catalogue: ${estimateUsd === null ? 'unknown' : `$${estimateUsd}`}`,
    ...events.map((event) => `- ${event}`),
    '',
    ...exchanges.map(exchangeLine),
    '',
    ...differenceLines(exchanges, contract),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function exchangeLine({ step, method, address, status, latencyMs, requestIds }: Exchange): string {
  const ids = requestIds.length === 0 ? 'no request id' : requestIds.join(', ');
  const answered = status === undefined ? 'no answer' : `${status} in ${Math.round(latencyMs)} ms`;
  return `- ${step}: ${method} ${address}: ${answered}, ${ids}`;
}

function differenceLines(live: readonly Exchange[], contract: readonly Exchange[] | undefined): string[] {
  if (!contract) return ['No simulated vendor speaks this wire, so that there is nothing to compare with.'];
  const answered = live.filter(({ shape }) => shape.length > 0);
  const found = differences(answered, contract);
  if (found.length === 0) return ['Every answer has the fields the contract has.'];
  return found.flatMap(({ call, onlyLive, onlyContract }) => [
    `Answers to ${call}:`,
    ...onlyLive.map((field) => `- not in the contract: \`${field}\``),
    ...onlyContract.map((field) => `- only in the contract: \`${field}\``),
  ]);
}
