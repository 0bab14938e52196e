import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { createSystem } from './fake-system.ts';

const room = 'room-1' as RoomId;

test('a room has one notification at most, none while its own window has the focus, and the page hears which', async () => {
  const { call, did, windowOf } = await createSystem();
  const show = (title: string) =>
    call('notification.show', { roomId: room, title, body: '안녕', silent: false });
  assert.equal(await show('하루'), true);
  assert.equal(await show('마루'), true);
  assert.deepEqual(did, ['notification 하루 안녕', 'notification closed', 'notification 마루 안녕']);
  await call('room.open', { roomId: room });
  windowOf(room).focused = true;
  assert.equal(await show('나래'), false);
  assert.equal(did.length, 3);
});

test('a lock that covers the room in front of somebody hides the room, not that there is a message', async () => {
  const { call, did, windowOf } = await createSystem();
  await call('room.open', { roomId: room });
  windowOf(room).focused = true;
  await call('lock.set-pin', { pin: '1234' });
  await call('lock.now');
  assert.equal(
    await call('notification.show', { roomId: room, title: '하루', body: '비밀', silent: true }),
    true,
  );
  assert.deepEqual(did, ['notification Maru new']);
});

test('where the system shows no notifications, the page hears that, too', async () => {
  const { call, did } = await createSystem({ shows: false });
  assert.equal(
    await call('notification.show', { roomId: room, title: '하루', body: '안녕', silent: true }),
    false,
  );
  assert.deepEqual(did, []);
});

test('a notification closes when its room is read or left, at the word of the main window only', async () => {
  const { call, did, windowOf } = await createSystem();
  await call('notification.show', { roomId: room, title: '하루', body: '안녕', silent: true });
  await call('room.open', { roomId: 'room-2' });
  await call('notification.close', room, { sender: { id: windowOf('room-2' as RoomId).contentsId } });
  await call('notification.close', 'room-2');
  assert.deepEqual(did, ['notification 하루 안녕']);
  await call('notification.close', room);
  await call('notification.close', room);
  assert.deepEqual(did, ['notification 하루 안녕', 'notification closed']);
});

test('what a forgotten PIN guarded is not left behind in a notification', async () => {
  const { call, did } = await createSystem();
  await call('notification.show', { roomId: room, title: '하루', body: '안녕', silent: true });
  await call('lock.forget-pin');
  assert.deepEqual(did, ['notification 하루 안녕', 'forget', 'notification closed', 'badge 0']);
});

test('a click on a notification asks the main window for the room; a lock hides its words', async () => {
  const { call, did } = await createSystem();
  await call('lock.set-pin', { pin: '1234' });
  await call('notification.show', { roomId: room, title: 'click', body: '', silent: true });
  await call('lock.now');
  await call('notification.show', { roomId: room, title: '하루', body: '비밀', silent: true });
  assert.equal(did.at(-1), 'notification Maru new');
  assert.equal(await call('room.wanted'), undefined);
  await call('lock.unlock', '1234');
  assert.deepEqual(await call('room.wanted'), { roomId: room });
  assert.equal(await call('room.wanted'), undefined);
});

test('the window of a room learns which message of it is wanted, once, and not while it is locked', async () => {
  const { call, windowOf } = await createSystem();
  await call('room.open', { roomId: room, seq: 7 });
  const wanted = () => call('room.wanted', undefined, { sender: { id: windowOf(room).contentsId } });
  await call('lock.set-pin', { pin: '1234' });
  await call('lock.now');
  assert.equal(await wanted(), undefined);
  await call('lock.unlock', '1234');
  assert.equal(await call('room.wanted'), undefined);
  assert.deepEqual(await wanted(), { roomId: room, seq: 7 });
  assert.equal(await wanted(), undefined);
});
