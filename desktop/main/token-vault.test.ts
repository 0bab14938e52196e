import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createKeptFile, sessionFileName } from './kept-file.ts';
import { type Encryption, TokenVault } from './token-vault.ts';

const reversed = (text: string) => [...text].reverse().join('');
const keyStore: Encryption = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`sealed ${reversed(text)}`),
  decryptString: (encrypted) => {
    const text = encrypted.toString();
    if (!text.startsWith('sealed ')) throw new Error('not sealed here');
    return reversed(text.slice('sealed '.length));
  },
};
const noKeyStore: Encryption = { ...keyStore, isEncryptionAvailable: () => false };

function temporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), 'maru-vault-'));
  return { path: join(folder, 'session'), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

test('a token survives a restart, encrypted and readable by its owner only', async () => {
  using file = temporaryFile();
  await new TokenVault(keyStore, createKeptFile(file.path)).save('secret-token');
  assert.ok(!readFileSync(file.path, 'utf8').includes('secret-token'));
  assert.equal(statSync(file.path).mode & 0o077, 0);
  const restarted = new TokenVault(keyStore, createKeptFile(file.path));
  assert.equal(restarted.protection, 'encrypted');
  assert.equal(await restarted.load(), 'secret-token');
  await restarted.clear();
  assert.equal(await restarted.load(), undefined);
});

test('without a key store the token stays in memory and never reaches the disk', async () => {
  using file = temporaryFile();
  const vault = new TokenVault(noKeyStore, createKeptFile(file.path));
  await vault.save('secret-token');
  assert.equal(vault.protection, 'memory');
  assert.equal(await vault.load(), 'secret-token');
  assert.equal(await new TokenVault(noKeyStore, createKeptFile(file.path)).load(), undefined);
});

test('a token of another key store is forgotten instead of failing every start', async () => {
  using file = temporaryFile();
  const keptFile = createKeptFile(file.path);
  await keptFile.write(Buffer.from('from elsewhere'));
  assert.equal(await new TokenVault(keyStore, keptFile).load(), undefined);
  assert.equal(await keptFile.read(), undefined);
});

test('each server has a file of its own', () => {
  const [one, other] = [sessionFileName('https://a.example'), sessionFileName('https://b.example')];
  assert.notEqual(one, other);
  assert.match(one, /^session-[0-9a-f]{16}$/);
});
