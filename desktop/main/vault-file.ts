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
