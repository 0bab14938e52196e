import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { inParallel, until, upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const pair = async (): Promise<[Person, Person]> => [await maru.person('지민'), await maru.person('서준')];
const leave = (person: Person, roomId: RoomId) =>
  person.call('leaveRoom', { params: { roomId, userId: 'me' } });
const listed = async (person: Person) =>
  (await person.call('rooms', { query: {} })).rooms.map(({ roomId }) => roomId);

test('who leaves a direct room has it no more, without its history, and the other one notices nothing', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await seojun.say(roomId, '안녕');
  await using other = await seojun.connect();
  for (const address of [subscribeTo.room(roomId), subscribeTo.roomEvents(roomId)])
    await other.subscribe(address);
  await using device = await (await jimin.onAnotherDevice()).connect();
  await leave(jimin, roomId);
  await until('the news on the other device', () => device.personal().length > 0);
  assert.deepEqual(device.personal(), [{ type: 'room.left', roomId, removed: false }]);
  assert.deepEqual([await listed(jimin), await listed(seojun)], [[], [roomId]]);
  assert.deepEqual(await jimin.history(roomId), []);
  const room = await seojun.call('room', { params: { roomId } });
  assert.deepEqual([room.participantCount, room.lastSeq], [2, 1]);
  assert.deepEqual([other.messages(roomId), other.roomEvents(roomId), other.personal()], [[], [], []]);
});

test('the next message brings the room back, with that message alone, and tells each device', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await seojun.say(roomId, '예전');
  await leave(jimin, roomId);
  await using device = await jimin.connect();
  await seojun.say(roomId, '있어?');
  await until('the room', () => device.personal().some(({ type }) => type === 'room.created'));
  const { rooms } = await jimin.call('rooms', { query: {} });
  assert.deepEqual(
    rooms.map(({ roomId, unread, lastMessage }) => [roomId, unread, lastMessage?.message]),
    [[roomId, 1, '있어?']],
  );
  assert.deepEqual(
    (await jimin.history(roomId)).map(({ seq }) => seq),
    [2],
  );
  await seojun.say(roomId, '또');
  await seojun.say(roomId, '또 또');
  assert.equal((await jimin.call('room', { params: { roomId } })).unread, 3);
});

test('opening the room brings it back, empty, to who opens it alone', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await seojun.say(roomId, '예전');
  for (const person of [jimin, seojun]) await leave(person, roomId);
  await using other = await seojun.connect();
  const room = await jimin.directRoom(seojun);
  assert.deepEqual([room.roomId, room.unread, room.lastMessage], [roomId, 0, null]);
  assert.deepEqual([await listed(jimin), await listed(seojun)], [[roomId], []]);
  await jimin.say(roomId, '새로');
  await until('the room at the other’s', () => other.personal().length > 0);
  assert.deepEqual(await listed(seojun), [roomId]);
  assert.equal((await seojun.history(roomId)).length, 1);
});

test('a direct room has no owner, and nobody is removed from it', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  const remove = jimin.call('leaveRoom', { params: { roomId, userId: seojun.userId } });
  assert.equal((await refusalOf(remove)).code, 'room_kind');
  assert.equal((await refusalOf(jimin.call('removeRoom', { params: { roomId } }))).code, 'room_kind');
});

test('whoever leaves while messages come in misses none that came after', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await using device = await jimin.connect();
  const work = upTo(30).map((n) => () => (n === 15 ? leave(jimin, roomId) : seojun.say(roomId, `${n}`)));
  await inParallel(work, 6, (one) => one());
  const last = await seojun.say(roomId, '끝');
  const room = await jimin.call('room', { params: { roomId } });
  const joinedSeq = room.participants.find(({ userId }) => userId === jimin.userId)?.joinedSeq ?? 0;
  assert.deepEqual(
    (await jimin.history(roomId)).map(({ seq }) => seq),
    upTo(last.seq).slice(joinedSeq),
  );
  const back = () => device.personal().findLastIndex(({ type }) => type === 'room.created');
  const left = () => device.personal().findIndex(({ type }) => type === 'room.left');
  await until('the room to be back', () => left() >= 0 && back() > left());
  assert.deepEqual(await listed(jimin), [roomId]);
});

test('a self room is cleared for good, by leaving or removing it, and goes on', async () => {
  for (const name of ['leaveRoom', 'removeRoom'] as const) {
    const jimin = await maru.person();
    const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
    for (const text of ['하나', '둘']) await jimin.say(roomId, text);
    if (name === 'leaveRoom') await leave(jimin, roomId);
    else await jimin.call('removeRoom', { params: { roomId } });
    assert.deepEqual([await listed(jimin), await jimin.history(roomId)], [[], []]);
    const again = await jimin.call('createRoom', { body: { kind: 'self' } });
    assert.deepEqual([again.roomId, again.lastMessage, again.unread], [roomId, null, 0]);
    const next = await jimin.say(roomId, '셋');
    assert.deepEqual(
      (await jimin.history(roomId)).map(({ seq, message }) => [seq, message]),
      [[next.seq, '셋']],
    );
  }
});
