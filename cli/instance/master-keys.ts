import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { CliError, systemReason } from '../errors.ts';
import { readPrivateFile } from './private-file.ts';

const KEY_BYTES = 32;

/**
 * The keyring API keys are sealed under, as the Worker's `MASTER_KEYS` text. Made at first start, with mode 0600.
 * Call it while holding the instance lock: two first starts must not make two keyrings.
 * @throws CliError when the file is readable by others or cannot be written.
 */
export function loadMasterKeys(path: string): string {
  const existing = readPrivateFile(path, 'The master key file');
  if (existing !== undefined && existing.trim() !== '') return existing.trim();
  const keyring = JSON.stringify({ active: 'k1', keys: { k1: randomBytes(KEY_BYTES).toString('base64') } });
  const temporary = `${path}.new`;
  try {
    rmSync(temporary, { force: true });
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(descriptor, `${keyring}\n`);
      // Keys sealed under a keyring that a power cut took away could never be opened again.
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    throw new CliError(`The master key file ${path} cannot be written: ${systemReason(error)}.`, { cause: error });
  }
  return keyring;
}
