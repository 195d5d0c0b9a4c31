import { Client } from './client.ts';
import { commandLine } from './command-name.ts';
import { type ConfigFile, loadConfigFile } from './config-file.ts';
import { CliError } from './errors.ts';
import { resolveDataDirectory } from './instance/data-directory.ts';
import { diskFullInstead, isDiskFullAt, requireDiskSpace } from './instance/disk-space.ts';
import type { Instance, InstanceOptions } from './instance/index.ts';
import { type InterruptWatch, watchInterrupts } from './interrupt.ts';
import type { KeySource } from './keys.ts';
import { Terminal } from './ui/terminal.ts';

/** Options every command has. */
export interface CommonOptions {
  server?: string;
  data?: string;
  config?: string;
  port?: number;
  json?: boolean;
}

/** What a command works with: a server, somewhere to print, and the news of Ctrl-C. */
export interface Session {
  client: Client;
  terminal: Terminal;
  keys: KeySource;
  interrupt: InterruptWatch;
  /** Whether the server goes on when this process ends. */
  isRemote: boolean;
  /** @throws CliError when the local instance has no room left to work in. */
  requireRoom(): void;
  /** A command line for the same server or data directory. */
  command(...words: (string | undefined)[]): string;
}

function serverAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    throw CliError.usage(`"${text}" is not an address; --server wants one like https://films.example.com.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw CliError.usage(`--server wants an http or https address, not ${url.protocol}//.`);
  }
  return url.origin;
}

async function openInstance(options: CommonOptions, verbose: boolean): Promise<Instance> {
  const { startInstance } = await import('./instance/index.ts');
  const settings: InstanceOptions = {
    dataDirectory: resolveDataDirectory(options.data),
    port: options.port ?? 0,
    verbose,
  };
  return startInstance(settings);
}

/**
 * Runs a command against the server `--server` names, or against an instance started for it and closed after it.
 * @param prepared what is known already, and whether the command is of no use where no videos can be made.
 * @returns whatever the command returns.
 */
export async function withSession<Result>(
  options: CommonOptions,
  run: (session: Session) => Promise<Result>,
  prepared: { config?: ConfigFile; makesVideo?: boolean } = {},
): Promise<Result> {
  const terminal = new Terminal({ json: options.json });
  const config = prepared.config ?? loadConfigFile(options.config);
  const server = options.server ?? process.env.P2V_SERVER ?? config.server;
  const interrupt = watchInterrupts();
  let instance: Instance | undefined;
  try {
    if (server === undefined) {
      instance = await openInstance(options, process.env.P2V_DEBUG === '1');
      interrupt.signal.throwIfAborted();
      if (prepared.makesVideo) requireDiskSpace(instance.dataDirectory);
      if (prepared.makesVideo && instance.videoProblem !== undefined) {
        throw new CliError(instance.videoProblem, {
          code: 'no_ffmpeg',
          hint: 'Nothing has been started.',
        });
      }
    }
    const client = new Client(server === undefined ? (instance?.url ?? '') : serverAddress(server), interrupt.signal);
    if (server !== undefined) await client.health();
    return await run({
      client,
      terminal,
      keys: { ...config.keys, ...nonEmpty(process.env) },
      interrupt,
      isRemote: server !== undefined,
      requireRoom: () => {
        if (instance !== undefined && isDiskFullAt(instance.dataDirectory)) throw new Error('no room is left');
      },
      command: (...words) =>
        commandLine([
          ...words,
          ...(options.server === undefined ? [] : ['--server', options.server]),
          ...(options.data === undefined ? [] : ['--data', options.data]),
        ]),
    });
  } catch (error) {
    // Whatever broke first because of the interruption, the interruption is the reason.
    if (interrupt.signal.aborted) throw interrupt.signal.reason;
    throw instance === undefined ? error : diskFullInstead(error, instance.dataDirectory, interrupt.explain?.());
  } finally {
    await instance?.close();
    interrupt.stop();
  }
}

function nonEmpty(environment: NodeJS.ProcessEnv): KeySource {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}
