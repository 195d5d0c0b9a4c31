import type { BlobStore } from './blob-store.ts';

/**
 * Removes the media that were used longest ago until the store fits its limit.
 * @param needed Hashes that must stay, because jobs read them.
 * @returns how many were removed.
 */
export async function evict(blobs: BlobStore, limitBytes: number, needed: ReadonlySet<string>): Promise<number> {
  const stored = await blobs.list();
  let total = stored.reduce((sum, blob) => sum + blob.sizeBytes, 0);
  let removed = 0;
  for (const blob of stored) {
    if (total <= limitBytes) break;
    if (needed.has(blob.sha256)) continue;
    await blobs.remove(blob.sha256);
    total -= blob.sizeBytes;
    removed++;
  }
  return removed;
}
