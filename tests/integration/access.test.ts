import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type RoomId, sendTo, subscribeTo } from '../../backend/contract/index.ts';
import { call, refusalOf } from '../support/maru-call.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
let stranger: Person;
let insider: Person;
let theirs: RoomId;
before(async () => {
  maru = await startTestMaru();
  stranger = await maru.person();
  insider = await maru.person();
  theirs = (await insider.directRoom(await maru.person())).roomId;
  await insider.say(theirs, '비밀');
});
after(() => maru[Symbol.asyncDispose]());

const unknown = 'no-such-room' as RoomId;
const cases = () => [[theirs, 'not_a_participant', 403] as const, [unknown, 'room_not_found', 404] as const];

const attempts: Record<string, (person: Person, roomId: RoomId) => Promise<unknown>> = {
  enterRoom: (person, roomId) => person.call('enterRoom', { params: { roomId }, query: {} }),
  sendMessage: (person, roomId) => person.say(roomId, '침입'),
  moveReadPosition: (person, roomId) =>
    person.call('moveReadPosition', { params: { roomId }, body: { seq: 1 } }),
  room: (person, roomId) => person.call('room', { params: { roomId } }),
  changeRoomSettings: (person, roomId) =>
    person.call('changeRoomSettings', { params: { roomId }, body: { muted: true } }),
};

for (const [name, attempt] of Object.entries(attempts)) {
  test(`${name} is refused where one is no participant, and where there is no room`, async () => {
    for (const [roomId, code, status] of cases()) {
      const refusal = await refusalOf(attempt(stranger, roomId));
      assert.deepEqual([refusal.code, refusal.status], [code, status]);
      assert.ok(!JSON.stringify(refusal.details ?? '').includes('비밀'));
    }
    assert.equal((await insider.history(theirs)).length, 1);
  });
}

for (const kind of ['room', 'roomEvents'] as const) {
  test(`SUBSCRIBE to ${kind} is refused there with a typed ERROR`, async () => {
    for (const [roomId, code] of cases()) {
      await using device = await stranger.connect();
      await assert.rejects(device.subscribe(subscribeTo[kind](roomId)), /closed/);
      assert.equal(await device.errorCode(), code);
    }
  });
}

test('a subscription that was asked for gets nothing before it is refused', async () => {
  await using device = await stranger.connect();
  const said = Promise.all([1, 2, 3].map((n) => insider.say(theirs, `비밀 ${n}`)));
  const refused = assert.rejects(device.subscribe(subscribeTo.room(theirs)), /closed/);
  await Promise.all([said, refused]);
  assert.deepEqual(device.messages(theirs), []);
});

test('SEND is refused there, and the session goes on', async () => {
  await using device = await stranger.connect();
  const bodies: [string, (roomId: RoomId) => unknown][] = [
    [sendTo.enter, (roomId) => ({ roomId })],
    [sendTo.read, (roomId) => ({ roomId, seq: 1 })],
  ];
  for (const [roomId, code] of cases()) {
    const body = { clientMessageId: newMessageId(), message: '침입' };
    const answers = [await device.send(sendTo.room(roomId), body)];
    for (const [destination, bodyOf] of bodies) answers.push(await device.send(destination, bodyOf(roomId)));
    for (const answer of answers) assert.equal(answer === 'receipt' ? answer : answer.error.code, code);
  }
  const { roomId } = await stranger.call('createRoom', { body: { kind: 'self' } });
  assert.equal(await device.say(roomId, '내 방', newMessageId()), 'receipt');
});

test('without a token every call that needs one says so', async () => {
  const calls = [
    call(maru, 'me'),
    call(maru, 'rooms'),
    call(maru, 'friends'),
    call(maru, 'sessions'),
    call(maru, 'enterRoom', { params: { roomId: theirs } }),
    call(maru, 'logOut', { params: { sessionId: 'current' } }),
  ];
  for (const attempt of calls) {
    const { code, status } = await refusalOf(attempt);
    assert.deepEqual([code, status], ['unauthenticated', 401]);
  }
});

test('what happens in a room is heard by its participants only', async () => {
  await using inside = await insider.connect();
  await using outside = await stranger.connect();
  await inside.subscribe(subscribeTo.room(theirs));
  await insider.say(theirs, '우리끼리');
  await until('the delivery inside', () => inside.messages(theirs).length > 0);
  const headers = outside.socket.frames.map(({ headers }) => headers.destination);
  assert.ok(!headers.some((destination) => destination?.includes(theirs)));
});
