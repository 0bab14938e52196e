import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { channels } from '../ipc/index.ts';
import { createSystem, info, serverUrl } from './fake-system.ts';

const room = 'room-1' as RoomId;

test('every documented channel is open and no other', async () => {
  assert.deepEqual([...(await createSystem()).listeners.keys()].sort(), Object.keys(channels).sort());
});

test('a page gets what it asks for', async () => {
  const { call, did } = await createSystem();
  assert.deepEqual(await call('application.info'), { ...info, serverUrl, tokenProtection: 'memory' });
  assert.equal(await call('token.load'), undefined);
  await call('token.save', 'abc');
  assert.equal(await call('token.load'), 'abc');
  await call('badge.set', 3);
  await call('link.open', 'https://example.org/');
  assert.deepEqual(did, ['badge 3', 'open https://example.org/']);
  assert.deepEqual(await call('settings.change', { autoLockMinutes: 1 }), await call('settings.get'));
});

test('parcels of another form are refused before anything happens', async () => {
  const { call, did } = await createSystem();
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
    ['settings.change', { autoLockMinutes: -1 }],
    ['settings.change', null],
    ['lock.unlock', '12'],
    ['lock.unlock', 1234],
    ['lock.set-pin', { pin: 'abcd' }],
    ['room.open', { roomId: '../x' }],
    ['room.open', 'room-1'],
    ['room.open', { roomId: room, seq: 0 }],
    ['room.open', { roomId: room, seq: '7' }],
    ['window.set-opacity', 0],
    ['window.set-opacity', Number.NaN],
    ['server.choose', 'ftp://example.org'],
    ['server.choose', 'https://user:secret@example.org'],
    ['notification.close', ''],
    ['notification.close', [room]],
    ['notification.show', { roomId: room, title: 'x'.repeat(201), body: '', silent: false }],
  ];
  for (const [channel, argument] of wrong)
    await assert.rejects(call(channel, argument), (error: Error) => /form|server|link/.test(error.message));
  assert.deepEqual(did, []);
});

test('another page may not call, nor one inside another', async () => {
  const { call } = await createSystem();
  const wrong = [null, { url: 'https://evil.example', parent: null }, { url: 'app://other/', parent: null }];
  for (const senderFrame of [...wrong, { url: 'app://maru/', parent: {} }])
    await assert.rejects(call('token.load', undefined, { senderFrame }), /may not call/);
});

test('while it is locked, tokens, rooms, settings and servers are refused', async () => {
  const { call, windowOf } = await createSystem();
  await call('token.save', 'abc');
  assert.equal(await call('lock.set-pin', { pin: '1234' }), 'done');
  assert.deepEqual(await call('lock.now'), { hasPin: true, locked: true, waitSeconds: 0 });
  const refused: [string, unknown][] = [
    ['token.load', undefined],
    ['room.open', { roomId: room }],
    ['settings.change', { autoLockMinutes: 0 }],
    ['server.choose', 'https://example.org'],
    ['lock.remove-pin', '1234'],
    ['lock.set-pin', { pin: '5678', current: '1234' }],
  ];
  for (const [channel, argument] of refused) await assert.rejects(call(channel, argument), /is locked/);
  assert.equal(await call('lock.unlock', '1234'), 'done');
  assert.equal(await call('token.load'), 'abc');
  await call('room.open', { roomId: room });
  assert.deepEqual(await call('window.state', undefined, { sender: { id: windowOf(room).contentsId } }), {
    roomId: room,
    alwaysOnTop: false,
    opacity: 1,
  });
});

test('whoever forgot the PIN gives up what it guards', async () => {
  const { call, did, windowOf } = await createSystem();
  await call('token.save', 'abc');
  await call('lock.set-pin', { pin: '1234' });
  await call('lock.now');
  await call('lock.forget-pin');
  assert.deepEqual(did, ['forget', 'badge 0']);
  assert.deepEqual(await call('lock.state'), { hasPin: false, locked: false, waitSeconds: 0 });
  assert.equal(await call('token.load'), undefined);
  assert.deepEqual(windowOf().happened, ['reload']);
});

test('each server has its own log-in, and nothing unread of another', async () => {
  const { call, did } = await createSystem();
  await call('token.save', 'abc');
  await call('badge.set', 3);
  await call('server.choose', 'https://chat.example.org/');
  assert.deepEqual(did, ['badge 3', 'badge 0']);
  assert.equal(await call('token.load'), undefined);
  assert.equal(
    ((await call('application.info')) as typeof info & { serverUrl: string }).serverUrl,
    'https://chat.example.org',
  );
  await call('server.choose', serverUrl);
  assert.equal(await call('token.load'), 'abc');
});

test('only the main window counts what is unread', async () => {
  const { call, did, windowOf } = await createSystem();
  await call('room.open', { roomId: room });
  await call('badge.set', 7, { sender: { id: windowOf(room).contentsId } });
  assert.deepEqual(did, []);
});
