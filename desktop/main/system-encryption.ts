import type { Encryption } from './token-vault.ts';

/** The part of Electron's safeStorage that is needed; `getSelectedStorageBackend` exists on Linux only. */
export interface SystemEncryption extends Encryption {
  getSelectedStorageBackend(): string;
}

/**
 * On a Linux desktop without a key ring Electron "encrypts" with a key that everybody knows (`basic_text`). That is
 * no protection, so it counts as none.
 */
export function trustedEncryption(system: SystemEncryption, platform: string): Encryption {
  const isPretended = () => platform === 'linux' && system.getSelectedStorageBackend() === 'basic_text';
  return {
    isEncryptionAvailable: () => system.isEncryptionAvailable() && !isPretended(),
    encryptString: (text) => system.encryptString(text),
    decryptString: (encrypted) => system.decryptString(encrypted),
  };
}
