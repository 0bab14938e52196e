import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type ChatMessage, type Room, type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const people = async (...names: string[]) => Promise.all(names.map((name) => maru.person(name)));
const invite = (person: Person, roomId: RoomId, others: readonly Person[]): Promise<Room> =>
  person.call('invite', { params: { roomId }, body: { userIds: others.map(({ userId }) => userId) } });
const leave = (person: Person, roomId: RoomId, who: Person | 'me' = 'me') =>
  person.call('leaveRoom', { params: { roomId, userId: who === 'me' ? who : who.userId } });
const read = (person: Person, roomId: RoomId) => person.call('room', { params: { roomId } });
const idsOf = (room: Room) => room.participants.map(({ userId }) => userId);
const ownersOf = (room: Room) => room.participants.filter(({ owner }) => owner).map(({ userId }) => userId);
/** System messages as `type: people`. */
const notesOf = (messages: readonly ChatMessage[]) =>
  messages.flatMap(({ system }) =>
    system ? [`${system.type}: ${system.people.map(({ nickname }) => nickname).join(' ')}`] : [],
  );

test('who is invited sees what comes from their joining on, and has nothing to read', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  for (const text of ['하나', '둘']) await jimin.say(roomId, text);
  const room = await invite(seojun, roomId, [haru]);
  assert.equal(room.participantCount, 3);
  const seen = await haru.history(roomId);
  assert.deepEqual(notesOf(seen), ['joined: 하루']);
  assert.deepEqual([seen[0]?.seq, seen[0]?.userId, seen[0]?.message], [3, seojun.userId, '']);
  const theirs = await read(haru, roomId);
  assert.deepEqual([theirs.unread, theirs.lastSeq, theirs.lastMessage?.seq], [0, 3, 3]);
  assert.equal((await read(jimin, roomId)).unread, 0, 'a system message is nothing to read');
  await jimin.say(roomId, '셋');
  assert.equal((await read(haru, roomId)).unread, 1);
  const { chatRecord } = await haru.call('enterRoom', {
    params: { roomId },
    query: { before: 3, limit: 10 },
  });
  assert.deepEqual(chatRecord.chatMessage, []);
});

test('inviting people who are there already is no error and changes nothing', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  const invited = await invite(jimin, roomId, [haru, seojun, haru, jimin]);
  const again = await invite(jimin, roomId, [haru, seojun]);
  assert.deepEqual(idsOf(again), idsOf(invited));
  assert.deepEqual(notesOf(await jimin.history(roomId)), ['joined: 하루']);
});

test('who has left since is not told to have joined when somebody else is invited again', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([await maru.person()]);
  await invite(jimin, roomId, [seojun, haru]);
  await leave(haru, roomId);
  await using outside = await haru.connect();
  await using inside = await seojun.connect();
  await inside.subscribe(subscribeTo.roomEvents(roomId));
  await invite(jimin, roomId, [seojun]);
  await until('the invitation', () => inside.roomEvents(roomId).length > 0);
  assert.deepEqual(inside.roomEvents(roomId), [{ type: 'joined', roomId, userIds: [seojun.userId] }]);
  assert.deepEqual(outside.personal(), []);
});

test('an invitation names people who exist, goes into groups, and comes from inside', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  const ghost = { userIds: ['ghost.one', haru.userId] };
  const refusal = await refusalOf(jimin.call('invite', { params: { roomId }, body: ghost }));
  assert.deepEqual([refusal.code, refusal.details], ['user_not_found', { userIds: ['ghost.one'] }]);
  assert.equal((await read(jimin, roomId)).participantCount, 2);
  assert.equal((await refusalOf(invite(haru, roomId, [haru]))).code, 'not_a_participant');
  const direct = await jimin.directRoom(seojun);
  assert.equal((await refusalOf(invite(jimin, direct.roomId, [haru]))).code, 'room_kind');
});

test('who leaves is out of it, and the others read that', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  await seojun.say(roomId, '저 먼저 갈게요');
  await leave(seojun, roomId);
  assert.equal((await refusalOf(read(seojun, roomId))).code, 'not_a_participant');
  assert.equal((await refusalOf(seojun.say(roomId, '아'))).code, 'not_a_participant');
  assert.deepEqual((await seojun.call('rooms', { query: {} })).rooms, []);
  assert.deepEqual(idsOf(await read(jimin, roomId)), [jimin.userId, haru.userId].sort());
  assert.deepEqual(notesOf(await jimin.history(roomId)), ['left: 서준']);
  await leave(seojun, roomId);
  assert.equal((await jimin.history(roomId)).length, 2, 'leaving again says nothing again');
});

test('who comes back sees nothing of what was said before, not even their own', async () => {
  const [jimin, seojun] = (await people('지민', '서준')) as [Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  await seojun.say(roomId, '예전 말');
  await leave(seojun, roomId);
  await invite(jimin, roomId, [seojun]);
  assert.deepEqual(notesOf(await seojun.history(roomId)), ['joined: 서준']);
  await leave(seojun, roomId);
  assert.deepEqual(notesOf(await jimin.history(roomId)), ['left: 서준', 'joined: 서준', 'left: 서준']);
});

test('only the owner removes somebody', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  assert.equal((await refusalOf(leave(seojun, roomId, haru))).code, 'not_the_owner');
  await leave(jimin, roomId, haru);
  assert.equal((await refusalOf(read(haru, roomId))).code, 'not_a_participant');
  const [note] = (await jimin.history(roomId)).slice(-1);
  assert.deepEqual([note?.userId, note?.system?.type], [jimin.userId, 'removed']);
  assert.deepEqual(note?.system?.people, [{ userId: haru.userId, nickname: '하루' }]);
  const stranger = await maru.person();
  assert.equal((await refusalOf(leave(jimin, roomId, stranger))).code, 'user_not_found');
  assert.equal((await refusalOf(leave(haru, roomId))).code, 'not_a_participant');
});

test('when the owner leaves, the room is the one’s who has been there longest', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([haru]);
  await jimin.say(roomId, '어서 오세요');
  await invite(jimin, roomId, [seojun]);
  await leave(jimin, roomId);
  assert.deepEqual(ownersOf(await read(seojun, roomId)), [haru.userId]);
  assert.deepEqual(notesOf(await seojun.history(roomId)), ['joined: 서준', 'left: 지민', 'owner: 하루']);
  await leave(haru, roomId);
  assert.deepEqual(ownersOf(await read(seojun, roomId)), [seojun.userId]);
  await leave(seojun, roomId);
  assert.equal((await refusalOf(read(seojun, roomId))).code, 'room_not_found');
  await leave(seojun, roomId);
});

test('the owner hands the group over, and is then one like the others', async () => {
  const [jimin, seojun, haru] = (await people('지민', '서준', '하루')) as [Person, Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  const hand = (from: Person, to: Person) =>
    from.call('changeRoom', { params: { roomId }, body: { owner: to.userId } });
  assert.equal((await refusalOf(hand(seojun, seojun))).code, 'not_the_owner');
  assert.equal((await refusalOf(hand(jimin, haru))).code, 'user_not_found');
  assert.deepEqual(ownersOf(await hand(jimin, seojun)), [seojun.userId]);
  assert.deepEqual(ownersOf(await hand(jimin, seojun)), [seojun.userId], 'the same again is the same');
  assert.equal((await refusalOf(leave(jimin, roomId, seojun))).code, 'not_the_owner');
  assert.deepEqual(notesOf(await seojun.history(roomId)), ['owner: 서준']);
});

test('title and notice are the owner’s to change, and everybody reads the new ones', async () => {
  const [jimin, seojun] = (await people('지민', '서준')) as [Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  const change = (person: Person, body: { title?: string; notice?: string }) =>
    person.call('changeRoom', { params: { roomId }, body });
  await using device = await seojun.connect();
  const changed = await change(jimin, { title: '점심', notice: '내일 12시' });
  assert.deepEqual(
    [changed.title, changed.notice?.text, changed.notice?.nickname],
    ['점심', '내일 12시', '지민'],
  );
  assert.equal((await refusalOf(change(seojun, { title: '저녁' }))).code, 'not_the_owner');
  await until('the change', () => device.personal().some(({ type }) => type === 'room.changed'));
  assert.deepEqual(device.personal(), [{ type: 'room.changed', roomId, title: '점심', notice: '내일 12시' }]);
  await change(jimin, { title: '점심' });
  await change(jimin, { title: '점심', notice: '' });
  const now = await read(seojun, roomId);
  assert.deepEqual([now.title, now.notice], ['점심', null]);
  await change(jimin, { notice: '내일 12시' });
  const texts = (await seojun.history(roomId)).map(({ system }) => `${system?.type} ${system?.text}`);
  assert.deepEqual(texts, ['title 점심', 'notice 내일 12시', 'notice ', 'notice 내일 12시']);
  const direct = await jimin.directRoom(seojun);
  const body = { title: '우리' };
  const params = { roomId: direct.roomId };
  assert.equal((await refusalOf(jimin.call('changeRoom', { params, body }))).code, 'room_kind');
});

test('one’s own settings reach all of one’s devices', async () => {
  const [jimin, seojun] = (await people('지민', '서준')) as [Person, Person];
  const { roomId } = await jimin.groupRoom([seojun]);
  await using device = await (await jimin.onAnotherDevice()).connect();
  await using other = await seojun.connect();
  await jimin.call('changeRoomSettings', { params: { roomId }, body: { muted: true } });
  await until('the settings', () => device.personal().length > 0);
  assert.deepEqual(device.personal(), [{ type: 'room.settings', roomId, muted: true, favourite: false }]);
  assert.deepEqual(other.personal(), []);
});
