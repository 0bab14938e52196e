import type { TokenProtection } from '../ipc/index.ts';
import type { KeptFile } from './kept-file.ts';

/** The part of Electron's safeStorage that is needed. */
export interface Encryption {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/**
 * Keeps the refresh token encrypted by the system's key store. Where there is none it is kept in memory only: people log in again
 * after a restart, which is better than a readable token on the disk.
 */
export class TokenVault {
  readonly #encryption: Encryption;
  readonly #file: KeptFile;
  #inMemory: string | undefined;

  constructor(encryption: Encryption, file: KeptFile) {
    this.#encryption = encryption;
    this.#file = file;
  }

  get protection(): TokenProtection {
    return this.#encryption.isEncryptionAvailable() ? 'encrypted' : 'memory';
  }

  async load(): Promise<string | undefined> {
    if (this.protection === 'memory') return this.#inMemory;
    const encrypted = await this.#file.read();
    if (!encrypted) return undefined;
    try {
      return this.#encryption.decryptString(encrypted);
    } catch {
      // The key store changed (another user, a reset): the token is lost, logging in again heals it.
      await this.#file.remove();
      return undefined;
    }
  }

  async save(refreshToken: string): Promise<void> {
    if (this.protection === 'memory') this.#inMemory = refreshToken;
    else await this.#file.write(this.#encryption.encryptString(refreshToken));
  }

  async clear(): Promise<void> {
    this.#inMemory = undefined;
    await this.#file.remove();
  }
}
