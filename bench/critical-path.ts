/** One piece of work with a known length. */
export interface WorkItem {
  id: string;
  seconds: number;
  /** Ids of the items that have to be done before. */
  inputs: string[];
}

/** The time in which items are done, `limit` at a time, in the order they are listed, when no moment is lost. */
export function criticalPathSeconds(items: readonly WorkItem[], limit: number): number {
  return scheduleSeconds(items, limit);
}

/** The same for whoever knows every length beforehand and takes first what has the longest way behind it. */
export function foreknownSeconds(items: readonly WorkItem[], limit: number): number {
  const behind = secondsBehind(items);
  const byWay = items.toSorted((one, other) => (behind.get(other.id) ?? 0) - (behind.get(one.id) ?? 0));
  return Math.min(scheduleSeconds(items, limit), scheduleSeconds(byWay, limit));
}

function secondsBehind(items: readonly WorkItem[]): Map<string, number> {
  const behind = new Map<string, number>();
  for (const item of items.toReversed()) {
    const after = items.filter(({ inputs }) => inputs.includes(item.id));
    behind.set(item.id, item.seconds + Math.max(0, ...after.map(({ id }) => behind.get(id) ?? 0)));
  }
  return behind;
}

function scheduleSeconds(order: readonly WorkItem[], limit: number): number {
  const done = new Set<string>();
  const started = new Set<string>();
  const running: { id: string; endsAt: number }[] = [];
  let now = 0;
  while (done.size < order.length) {
    for (const { id, seconds, inputs } of order) {
      if (running.length >= limit) break;
      if (started.has(id) || !inputs.every((input) => done.has(input))) continue;
      started.add(id);
      running.push({ id, endsAt: now + seconds });
    }
    running.sort((one, other) => one.endsAt - other.endsAt);
    const next = running.shift();
    if (!next) throw new Error('These items wait for one another.');
    now = next.endsAt;
    done.add(next.id);
  }
  return now;
}
