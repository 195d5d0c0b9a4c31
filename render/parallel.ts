/**
 * Maps items with at most so many in work at a time, in order of their places.
 * @throws whatever the first failing item threw; no further item is begun then.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, Math.max(1, limit)) }, lane));
  return results;
}
