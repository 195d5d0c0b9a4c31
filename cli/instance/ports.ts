import { createServer } from 'node:net';
import { CliError, systemErrorCode, systemReason } from '../errors.ts';

/** Listens on a port for a moment and gives it back. Port 0 stands for any free one. */
function probePort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

/** A port that is free at this moment. */
export function freePort(host: string): Promise<number> {
  return probePort(0, host);
}

/** The error of a port that someone else has. */
export function portTaken(port: number, host: string, cause?: unknown): CliError {
  return new CliError(`Port ${port} on ${host} is already in use (EADDRINUSE).`, {
    hint: 'Stop the program that uses it, or choose another port with --port.',
    code: 'EADDRINUSE',
    cause,
  });
}

/**
 * Makes sure that a chosen port can be had.
 * @returns the port itself, or a free one for 0.
 * @throws CliError naming the port and `--port`.
 */
export async function claimPort(port: number, host: string): Promise<number> {
  try {
    return await probePort(port, host);
  } catch (error) {
    if (systemErrorCode(error) === 'EADDRINUSE') throw portTaken(port, host, error);
    throw new CliError(`Port ${port} on ${host} cannot be opened: ${systemReason(error)}.`, {
      hint: 'Choose another port with --port.',
      cause: error,
    });
  }
}
