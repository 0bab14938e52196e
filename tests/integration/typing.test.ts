import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type RoomId, sendTo, subscribeTo } from '../../backend/contract/index.ts';
import type { Device } from '../support/maru-device.ts';
import { startParts } from '../support/maru-parts.ts';
import { until, upTo } from '../support/maru-wait.ts';

const typed = (device: Device, roomId: RoomId) =>
  device.roomEvents(roomId).filter(({ type }) => type === 'typing');

const type = (device: Device, roomId: RoomId) => device.send(sendTo.typing, { roomId });

test('typing reaches who watches the room, on every front, at most once in two seconds', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const second = await maru.startFront();
  const { roomId } = await jimin.directRoom(seojun);
  const { roomId: another } = await jimin.groupRoom([seojun]);
  await using device = await jimin.connect();
  await using other = await seojun.at(second.url).connect();
  for (const room of [roomId, another]) await other.subscribe(subscribeTo.roomEvents(room));
  await device.subscribe(subscribeTo.roomEvents(roomId));
  const began = performance.now();
  for (const _ of upTo(20)) assert.equal(await type(device, roomId), 'receipt');
  await until('typing', () => typed(other, roomId).length > 0);
  assert.deepEqual(typed(other, roomId)[0], { type: 'typing', roomId, userId: jimin.userId });
  assert.equal(await type(device, another), 'receipt', 'without watching the room itself');
  await until('typing in the other room', () => typed(other, another).length > 0);
  await until('typing again, when two seconds have passed', async () => {
    await type(device, roomId);
    return typed(other, roomId).length > 1;
  });
  assert.ok(performance.now() - began >= 1_900);
  assert.equal(typed(other, roomId).length, 2);
  assert.deepEqual((await jimin.history(roomId)).length, 0, 'nothing of it is stored');
});

test('whoever is no participant types for nobody', async () => {
  await using maru = await startParts();
  const [jimin, seojun, haru] = [await maru.person(), await maru.person(), await maru.person()];
  const { roomId } = await jimin.directRoom(seojun);
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.roomEvents(roomId));
  await using stranger = await haru.connect();
  for (const _ of [1, 2]) {
    const answer = await type(stranger, roomId);
    assert.equal(answer === 'receipt' ? answer : answer.error.code, 'not_a_participant');
  }
  const nowhere = await type(stranger, 'nowhere' as RoomId);
  assert.equal(nowhere === 'receipt' ? nowhere : nowhere.error.code, 'room_not_found');
  assert.equal(await type(device, roomId), 'receipt');
  await until('the typing of a participant', () => typed(device, roomId).length > 0);
  assert.deepEqual(typed(device, roomId), [{ type: 'typing', roomId, userId: jimin.userId }]);
});
