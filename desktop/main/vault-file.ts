import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { VaultFile } from './token-vault.ts';

/** A file that is replaced as a whole, readable by its owner only. */
export function createVaultFile(path: string): VaultFile {
  return {
    async read() {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(content) {
      const fresh = `${path}.new`;
      await writeFile(fresh, content, { mode: 0o600 });
      await rename(fresh, path);
    },
    remove: () => rm(path, { force: true }),
  };
}

/** One file per server: a token is never shown to another one, and changing servers to and fro logs nobody out. */
export const vaultFileName = (serverUrl: string): string =>
  `session-${createHash('sha256').update(serverUrl).digest('hex').slice(0, 16)}`;
