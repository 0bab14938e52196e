import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { message } from '../contract/samples.ts';
import { refusalOf } from '../support/maru-call.ts';
import { MovableClock } from '../support/maru-clock.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { inParallel, until, upTo } from '../support/maru-wait.ts';

const remove = (person: Person, roomId: RoomId) => person.call('removeRoom', { params: { roomId } });
const longAfter = 6 * 60 * 1_000;

async function startWithGroup(clock = new MovableClock()) {
  const maru = await startParts({ clock });
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.groupRoom([seojun]);
  return { maru, clock, jimin, seojun, roomId };
}

/** Whether nothing of a room is stored but that its id is taken. */
async function isCleared({ stores }: MaruParts, roomId: RoomId, userId: Person['userId']): Promise<boolean> {
  const ends = await stores.messages.ends([roomId]);
  const ever = await stores.rooms.roomsEverOf(userId, undefined, 10);
  return ends.get(roomId)?.seq === 0 && ever.length === 0;
}

test('only the owner removes a group, and it is gone for everybody at once', async () => {
  const { maru, jimin, seojun, roomId } = await startWithGroup();
  await using _ = maru;
  await jimin.say(roomId, '안녕');
  await using device = await seojun.connect();
  await device.subscribe(subscribeTo.room(roomId));
  assert.equal((await refusalOf(remove(seojun, roomId))).code, 'not_the_owner');
  await remove(jimin, roomId);
  await until('the news', () => device.personal().length > 0);
  assert.deepEqual(device.personal(), [{ type: 'room.left', roomId, removed: true }]);
  for (const person of [jimin, seojun]) {
    assert.equal((await refusalOf(person.call('room', { params: { roomId } }))).code, 'room_not_found');
    assert.equal((await refusalOf(person.say(roomId, '아직'))).code, 'room_not_found');
    assert.deepEqual((await person.call('rooms', { query: {} })).rooms, []);
  }
  await until('the room to be cleared', () => isCleared(maru, roomId, seojun.userId));
});

test('removing twice, also at once, is removing once; for others there is no such room any more', async () => {
  const { maru, jimin, seojun, roomId } = await startWithGroup();
  await using _ = maru;
  await Promise.all([remove(jimin, roomId), remove(jimin, roomId)]);
  await remove(jimin, roomId);
  assert.equal((await refusalOf(remove(seojun, roomId))).code, 'room_not_found');
});

test('a removed group does not come back under its Idempotency-Key', async () => {
  const { maru, jimin, seojun } = await startWithGroup();
  await using _ = maru;
  const headers = { 'idempotency-key': newMessageId() };
  const body = { kind: 'group' as const, userIds: [seojun.userId] };
  const { roomId } = await jimin.callWith(headers, 'createRoom', { body });
  await remove(jimin, roomId);
  const refusal = await refusalOf(jimin.callWith(headers, 'createRoom', { body }));
  assert.equal(refusal.code, 'room_not_found');
});

test('what a late writer brings into a removed room goes, and in the end nobody is named by it', async () => {
  const { maru, clock, jimin, seojun, roomId } = await startWithGroup();
  await using _ = maru;
  await remove(jimin, roomId);
  const { rooms, messages } = maru.stores;
  await until('the room to be cleared', () => isCleared(maru, roomId, seojun.userId));
  assert.deepEqual((await rooms.findRemoval(roomId))?.userIds, [jimin.userId, seojun.userId].sort());
  await messages.insert([message({ roomId })]);
  clock.forward(longAfter);
  await until('the end of the removal', async () => !(await rooms.findRemoval(roomId)));
  assert.ok(await isCleared(maru, roomId, seojun.userId));
});

test('a removal that a crash cut short is finished by whichever server runs next', async () => {
  const { maru, jimin, seojun, roomId } = await startWithGroup();
  await using _ = maru;
  await jimin.say(roomId, '안녕');
  await maru.chat[Symbol.asyncDispose]();
  await maru.stores.rooms.removeRoom(roomId, Date.now());
  assert.ok(!(await isCleared(maru, roomId, seojun.userId)));
  await maru.startChat();
  await until('the room to be cleared', () => isCleared(maru, roomId, seojun.userId));
});

test('removed while people write: what was accepted is gone with the room, and nothing is left over', async () => {
  const { maru, clock, jimin, seojun, roomId } = await startWithGroup();
  await using _ = maru;
  const outcomes = await inParallel(upTo(60), 12, async (n) => {
    if (n === 30) return remove(jimin, roomId).then(() => 'removed');
    return seojun.say(roomId, `${n}`).then(
      () => 'stored',
      ({ code }: { code: string }) => code,
    );
  });
  assert.deepEqual([...new Set(outcomes)].sort(), ['removed', 'room_not_found', 'stored']);
  clock.forward(longAfter);
  await until('the end of the removal', async () => !(await maru.stores.rooms.findRemoval(roomId)));
  assert.ok(await isCleared(maru, roomId, seojun.userId));
});
