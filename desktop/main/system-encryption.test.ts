import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SystemEncryption, trustedEncryption } from './system-encryption.ts';

const system = (backend: string): SystemEncryption => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text),
  decryptString: (encrypted) => encrypted.toString(),
  getSelectedStorageBackend: () => backend,
});
const absent = { ...system(''), getSelectedStorageBackend: undefined as never };

test('a Linux desktop without a key ring has no encryption, whatever it says', () => {
  assert.equal(trustedEncryption(system('basic_text'), 'linux').isEncryptionAvailable(), false);
  assert.equal(trustedEncryption(system('gnome_libsecret'), 'linux').isEncryptionAvailable(), true);
});

test('other systems are not asked for what they do not have', () => {
  assert.equal(trustedEncryption(absent, 'darwin').isEncryptionAvailable(), true);
  assert.equal(trustedEncryption(absent, 'win32').isEncryptionAvailable(), true);
});

test('a key store that is away is away', () => {
  const away = { ...system('kwallet6'), isEncryptionAvailable: () => false };
  assert.equal(trustedEncryption(away, 'linux').isEncryptionAvailable(), false);
});
