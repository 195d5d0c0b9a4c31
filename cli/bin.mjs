#!/usr/bin/env node
// Starts p2v on the Node it was built for (24, which runs TypeScript as it is), whatever Node the host has (20 or later).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('./p2v.ts', import.meta.url));
const NEEDED_MAJOR = 24;

/** The Node binary that was installed as a dependency, or undefined when it is missing. */
function bundledNode() {
  try {
    const packageFile = createRequire(import.meta.url).resolve('node/package.json');
    return join(dirname(packageFile), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

process.env.P2V_COMMAND ??= process.env.npm_command === 'exec' ? 'npx p2v' : 'p2v';

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  await import('./p2v.ts');
} else {
  const node = bundledNode();
  if (node === undefined) {
    process.stderr.write(
      'p2v: Node 24 is not installed here. Run "npm ci" in the directory of Prompt-to-Video first.\n',
    );
    process.exit(1);
  }
  // The IPC channel carries nothing: it ends when this process is killed, and tells p2v to end too.
  const child = spawn(node, [ENTRY, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  child.on('error', (error) => {
    process.stderr.write(`p2v: Node 24 could not be started: ${error.message}\n`);
    process.exit(1);
  });
  // Ctrl-C reaches the child by itself; a second copy would count as the impatient second press.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
