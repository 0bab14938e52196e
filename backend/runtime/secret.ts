import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './configuration.ts';

/**
 * The installation's secret for a server that runs alone: made at the first start and kept in `secret` in the data folder,
 * readable by its owner only. Servers that share real engines are given one secret by MARU_SECRET instead.
 */
export function readOrCreateSecret(directory: string): string {
  const file = join(directory, 'secret');
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StartError(`Cannot write to the data folder ${directory}: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  const secret = readSecret(file);
  if (secret.length >= 32) return secret;
  throw new StartError(
    `${file} is damaged: put the secret back from a backup, or delete it (everyone logs in again).`,
  );
}

/** Whether a server would find the secret in its data folder, or make one there; real engines have no such folder. */
export function hasSecret(directory: string | undefined): boolean {
  if (directory === undefined) return false;
  const file = join(directory, 'secret');
  return !existsSync(file) || readSecret(file).length >= 32;
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartError(`Cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}
