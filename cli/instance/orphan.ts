import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The command line of a running process, or undefined when there is none with this id. */
function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8') || undefined;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Completes the note that workerd's wrapper left (its process id) with its command line, which holds random ports and
 * so tells this process from a later one that got the same id.
 */
export function recordRuntime(pidFile: string): void {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    const command = commandLine(pid);
    if (command !== undefined) writeFileSync(pidFile, `${pid}\n${command}`, { mode: 0o600 });
  } catch {
    // Without the wrapper there is no note; then there is nothing to complete.
  }
}

/**
 * Ends a workerd that an earlier, killed instance left behind on this data directory. Call it while holding the lock:
 * then no living instance can own it.
 * @returns whether one was ended.
 */
export function killOrphanedRuntime(pidFile: string): boolean {
  let note: string;
  try {
    note = readFileSync(pidFile, 'utf8');
  } catch {
    return false;
  }
  rmSync(pidFile, { force: true });
  const lineEnd = note.indexOf('\n');
  const pid = Number.parseInt(note, 10);
  const recorded = note.slice(lineEnd + 1);
  const current = Number.isInteger(pid) && pid > 1 ? commandLine(pid) : undefined;
  // A note without command line is from a start that was killed half-way; workerd's own arguments then have to do.
  const isOurs =
    current !== undefined && (recorded === '' ? current.includes('--external-addr=') : current === recorded);
  if (!isOurs) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
