import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { v7 } from 'uuid';
import type { Room } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
let [jimin, seojun, haru]: Person[] = [];
before(async () => {
  maru = await startTestMaru();
  [jimin, seojun, haru] = [await maru.person('지민'), await maru.person('서준'), await maru.person('하루')];
});
after(() => maru[Symbol.asyncDispose]());

const people = () => [jimin, seojun, haru] as [Person, Person, Person];
const details = (person: Person, { roomId }: Room) => person.call('room', { params: { roomId } });

test('a direct room is one room, whoever opens it and however often', async () => {
  const [jimin, seojun] = people();
  const room = await jimin.directRoom(seojun);
  assert.equal((await seojun.directRoom(jimin)).roomId, room.roomId);
  assert.equal((await jimin.directRoom(seojun)).roomId, room.roomId);
  assert.deepEqual(
    room.participants.map(({ userId, nickname, owner }) => ({ userId, nickname, owner })),
    [jimin, seojun]
      .map(({ tokens }) => ({ userId: tokens.user.userId, nickname: tokens.user.nickname, owner: false }))
      .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
  );
});

test('a direct room is one room when both open it at the same time', async () => {
  const [one, other] = [await maru.person(), await maru.person()];
  const tries = Array.from({ length: 10 }, (_, n) => (n % 2 ? one.directRoom(other) : other.directRoom(one)));
  const rooms = await Promise.all(tries);
  assert.equal(new Set(rooms.map(({ roomId }) => roomId)).size, 1);
  assert.equal((await details(one, rooms[0] as Room)).participantCount, 2);
});

test('the self room is found again and has one participant', async () => {
  const [jimin, seojun] = people();
  const open = (person: Person) => person.call('createRoom', { body: { kind: 'self' } });
  const room = await open(jimin);
  assert.equal((await open(jimin)).roomId, room.roomId);
  assert.equal(room.participantCount, 1);
  assert.notEqual((await open(seojun)).roomId, room.roomId);
});

test('somebody new opens the self room right after signing up', async () => {
  const open = async () => (await maru.person()).call('createRoom', { body: { kind: 'self' } });
  assert.equal(new Set((await Promise.all([open(), open(), open()])).map(({ roomId }) => roomId)).size, 3);
});

test('a direct room needs somebody else', async () => {
  const [jimin] = people();
  assert.equal((await refusalOf(jimin.directRoom(jimin))).code, 'invalid_request');
  assert.equal((await refusalOf(jimin.groupRoom([jimin]))).code, 'invalid_request');
});

test('a group is made once per Idempotency-Key, and per person', async () => {
  const [jimin, seojun, haru] = people();
  const headers = { 'idempotency-key': v7() };
  const body = { kind: 'group' as const, userIds: [seojun.userId, haru.userId], title: '모임' };
  const room = await jimin.callWith(headers, 'createRoom', { body });
  assert.deepEqual([room.kind, room.title, room.participantCount], ['group', '모임', 3]);
  assert.deepEqual(
    room.participants.filter(({ owner }) => owner).map(({ userId }) => userId),
    [jimin.userId],
  );
  assert.deepEqual(await jimin.callWith(headers, 'createRoom', { body }), room);
  const theirs = { ...body, userIds: [jimin.userId] };
  assert.notEqual((await seojun.callWith(headers, 'createRoom', { body: theirs })).roomId, room.roomId);
  assert.notEqual((await jimin.call('createRoom', { body })).roomId, room.roomId);
});

test('people named twice, or naming oneself too, count once', async () => {
  const [jimin, seojun] = people();
  const room = await jimin.groupRoom([seojun, seojun, jimin]);
  assert.equal(room.participantCount, 2);
});

test('a room with people who do not exist is not made, and the answer names them', async () => {
  const [jimin, seojun] = people();
  const before = (await jimin.call('rooms', { query: {} })).rooms.length;
  const body = { kind: 'group' as const, userIds: [seojun.userId, 'ghost.one', 'ghost.two'] };
  const refusal = await refusalOf(jimin.call('createRoom', { body }));
  assert.equal(refusal.code, 'user_not_found');
  assert.deepEqual(refusal.details, { userIds: ['ghost.one', 'ghost.two'] });
  assert.equal((await jimin.call('rooms', { query: {} })).rooms.length, before);
});

test('everyone in a new room hears of it on each device', async () => {
  const [jimin, seojun, haru] = people();
  await using device = await seojun.connect();
  await using second = await (await seojun.onAnotherDevice()).connect();
  await using stranger = await haru.connect();
  const { roomId } = await jimin.groupRoom([seojun]);
  const event = { type: 'room.created', roomId };
  await until('the event', () => device.personal().length > 0 && second.personal().length > 0);
  assert.deepEqual([...device.personal(), ...second.personal(), ...stranger.personal()], [event, event]);
});

test('settings are one participant’s own', async () => {
  const [jimin, seojun] = people();
  const room = await jimin.directRoom(seojun);
  const params = { roomId: room.roomId };
  await jimin.call('changeRoomSettings', { params, body: { muted: true } });
  const changed = await jimin.call('changeRoomSettings', { params, body: { favourite: true } });
  assert.deepEqual([changed.muted, changed.favourite], [true, true]);
  const theirs = await details(seojun, room);
  assert.deepEqual([theirs.muted, theirs.favourite], [false, false]);
  const cleared = await jimin.call('changeRoomSettings', { params, body: { muted: false } });
  assert.deepEqual([cleared.muted, cleared.favourite], [false, true]);
});

test('names in rooms follow profile changes', async () => {
  const [jimin] = people();
  const other = await maru.person('옛이름');
  const room = await jimin.directRoom(other);
  await other.call('changeProfile', { body: { nickname: '새이름' } });
  const hasNewName = async () =>
    (await details(jimin, room)).participants.some(({ nickname }) => nickname === '새이름');
  await until('the new name in the room', hasNewName);
});
