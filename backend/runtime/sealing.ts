import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { SealedText } from '../contract/index.ts';

export type KeyPurpose = 'access-token' | 'refresh-token' | 'sealed-text' | 'retired-id';

/** A 256-bit key of its own for each purpose, derived from the installation's one secret (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `maru ${purpose}`, 32));
}

/**
 * Encrypts what must not lie readable in the log, such as a password on its way to the user servers
 * (JWE compact, direct key, A256GCM).
 */
export function createSealer(secret: string) {
  const key = deriveKey(secret, 'sealed-text');
  return {
    async seal(text: string): Promise<SealedText> {
      const plain = new TextEncoder().encode(text);
      const sealed = await new CompactEncrypt(plain)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key);
      return sealed as SealedText;
    },
    /** Rejects when it was sealed with another secret or changed on the way. */
    async open(sealed: SealedText): Promise<string> {
      return new TextDecoder().decode((await compactDecrypt(sealed, key)).plaintext);
    },
  };
}

export type Sealer = ReturnType<typeof createSealer>;
