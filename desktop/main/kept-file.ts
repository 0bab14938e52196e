import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** One small file. */
export interface KeptFile {
  /** Undefined when there is none. */
  read(): Promise<Buffer | undefined>;
  /** Replaces the whole content or fails; never leaves half of it. */
  write(content: Buffer): Promise<void>;
  remove(): Promise<void>;
}

/** A file that is replaced as a whole, readable by its owner only. */
export function createKeptFile(path: string): KeptFile {
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
export const sessionFileName = (serverUrl: string): string =>
  `session-${createHash('sha256').update(serverUrl).digest('hex').slice(0, 16)}`;
