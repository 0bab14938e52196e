import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channels } from '../ipc/index.ts';
import { createChannelHandlers } from './handlers.ts';
import { type IpcListener, openDoor } from './ipc-door.ts';
import { TokenVault } from './token-vault.ts';

const info = { version: '0.1.0', platform: 'linux', serverUrl: 'http://localhost:8081' };
const ownPage = { senderFrame: { url: 'app://maru/index.html' } };

/** The system side with everything that it did, called as a page would. */
function createSystem() {
  const [badges, opened]: [number[], string[]] = [[], []];
  const listeners = new Map<string, Parameters<IpcListener['handle']>[1]>();
  const noFile = { read: async () => undefined, write: async () => {}, remove: async () => {} };
  const noKeyStore = {
    isEncryptionAvailable: () => false,
    encryptString: () => Buffer.of(),
    decryptString: () => '',
  };
  openDoor(
    { handle: (channel, listener) => listeners.set(channel, listener) },
    createChannelHandlers({
      info,
      vault: new TokenVault(noKeyStore, noFile),
      setBadge: (unread) => badges.push(unread),
      openExternal: async (url) => void opened.push(url),
    }),
  );
  const call = async (channel: string, argument?: unknown, event = ownPage as never) => {
    const listener = listeners.get(channel);
    if (!listener) throw new Error(`no such channel ${channel}`);
    return listener(event, argument);
  };
  return { call, badges, opened, listeners };
}

test('every documented channel is open and no other', () => {
  assert.deepEqual([...createSystem().listeners.keys()].sort(), Object.keys(channels).sort());
});

test('a page gets what it asks for', async () => {
  const { call, badges, opened } = createSystem();
  assert.deepEqual(await call('application.info'), { ...info, tokenProtection: 'memory' });
  assert.equal(await call('token.load'), undefined);
  await call('token.save', 'abc');
  assert.equal(await call('token.load'), 'abc');
  await call('badge.set', 3);
  await call('link.open', 'https://example.org/');
  assert.deepEqual([badges, opened], [[3], ['https://example.org/']]);
});

test('parcels of another form are refused before anything happens', async () => {
  const { call, badges, opened } = createSystem();
  const wrong: [string, unknown][] = [
    ['token.save', 5],
    ['token.save', ''],
    ['token.save', 'x'.repeat(5000)],
    ['token.load', 'argument'],
    ['badge.set', -1],
    ['badge.set', '1'],
    ['link.open', 'file:///etc/passwd'],
    ['link.open', 'https://user:secret@example.org/'],
    ['link.open', { href: 'https://example.org' }],
  ];
  for (const [channel, argument] of wrong) await assert.rejects(call(channel, argument), new RegExp(channel));
  assert.deepEqual([badges, opened], [[], []]);
});

test('another page may not call', async () => {
  const { call } = createSystem();
  for (const senderFrame of [null, { url: 'https://evil.example' }, { url: 'app://other/' }]) {
    await assert.rejects(call('token.load', undefined, { senderFrame } as never), /may not call/);
  }
});
