import type { CostEstimate, CostLine } from '../../src/types/project.ts';
import type { Terminal } from './terminal.ts';
import { money, oneLine, padEnd, padStart, width } from './text.ts';

const ROLES = [
  { role: 'llm', label: 'Director', sum: 'llm' },
  { role: 'image', label: 'Keyframes', sum: 'images' },
  { role: 'video', label: 'Clips', sum: 'videos' },
  { role: 'compile', label: 'Film', sum: 'compile' },
] as const;

function whoOf(lines: CostLine[]): string {
  const [first] = lines;
  if (first === undefined) return '–';
  return oneLine(
    first.model === undefined || first.model === first.provider ? first.provider : `${first.provider} ${first.model}`,
  );
}

function quantityOf(role: CostLine['role'], estimate: CostEstimate): string {
  if (role === 'image') return `${estimate.breakdown.imageCount}`;
  if (role === 'video') return `${estimate.breakdown.videoCount}`;
  return '';
}

/** An estimate as a small table: who does what, how often, for how much. */
export function estimateLines(estimate: CostEstimate, colors: Terminal['colors']): string[] {
  const rows = ROLES.map(({ role, label, sum }) => {
    const lines = estimate.lines.filter((line) => line.role === role);
    const isUnknown = estimate.unknown.includes(role);
    const estimated = lines.some((line) => line.basis === 'estimated' && line.costUsd !== 0);
    const known = `${estimated ? '~' : ''}${money(estimate[sum])}`;
    const cost = isUnknown ? (estimate[sum] > 0 ? `${known} + unknown` : 'unknown') : known;
    return [label, whoOf(lines), quantityOf(role, estimate), cost] as const;
  });
  const columns = [0, 1, 2, 3].map((index) => Math.max(...rows.map((row) => width(row[index] ?? ''))));
  const [labels = 0, whos = 0, quantities = 0, costs = 0] = columns;
  const total = `${estimate.unknown.length > 0 ? 'more than ' : ''}${money(estimate.total)}`;
  const costColumns = Math.max(costs, width(total));
  const table = rows.map(
    ([label, who, quantity, cost]) =>
      `${padEnd(label, labels)}  ${colors.dim(padEnd(who, whos))}  ${padStart(quantity, quantities)}  ${padStart(cost, costColumns)}`,
  );
  const head = padEnd('Total', labels + whos + quantities + 6);
  return [...table, colors.bold(`${head}${padStart(total, costColumns)}`)];
}
