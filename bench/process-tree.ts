import { readdirSync, readFileSync } from 'node:fs';

interface ProcessInfo {
  parent: number;
  residentBytes: number;
}

/** All processes of this machine, as Linux shows them. */
function processes(): Map<number, ProcessInfo> {
  const found = new Map<number, ProcessInfo>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      const residentBytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
      found.set(Number(entry), { parent, residentBytes });
    } catch {
      // The process ended between listing and reading.
    }
  }
  return found;
}

/** Resident memory of a process and everything below it, in bytes. Pages they share are counted for each. */
function treeBytes(root: number): number {
  const all = processes();
  const below = (pid: number): number =>
    (all.get(pid)?.residentBytes ?? 0) +
    [...all].reduce((sum, [child, { parent }]) => sum + (parent === pid ? below(child) : 0), 0);
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
