import { readdirSync, readFileSync } from 'node:fs';

/** Parent of every process of this machine, as Linux shows them. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(readOwn(entry, 'status'))?.[1];
    if (parent !== undefined) found.set(Number(entry), Number(parent));
  }
  return found;
}

/** A file about a process; empty when the process ended between listing and reading. */
function readOwn(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Resident memory of a process in bytes, pages that several processes share divided among them: only so does the sum
 * over processes say how much memory is taken (Linux, Documentation/filesystems/proc.rst, Pss).
 */
export function residentBytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readOwn(pid, 'smaps_rollup'))?.[1] ?? 0) * 1024;
}

/** Resident memory of a process and everything below it, in bytes. */
function treeBytes(root: number): number {
  const all = [...parents()];
  const below = (pid: number): number =>
    all.reduce((sum, [child, parent]) => (parent === pid ? sum + below(child) : sum), residentBytes(pid));
  return below(root);
}

/** Watches a process tree's resident memory until stopped. */
export class MemoryWatch {
  private peakBytes = 0;
  private readonly timer: NodeJS.Timeout;

  /** @param intervalMs time between two looks. */
  constructor(root: number, intervalMs = 100) {
    if (process.platform !== 'linux') throw new Error('Peak memory is read from /proc, which only Linux has.');
    this.timer = setInterval(() => {
      this.peakBytes = Math.max(this.peakBytes, treeBytes(root));
    }, intervalMs);
  }

  /** @returns the most that was seen, in bytes. */
  stop(): number {
    clearInterval(this.timer);
    return this.peakBytes;
  }
}
