import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { record } from '../support/maru-log.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import type { Person } from '../support/maru-person.ts';
import { inParallel, until, upTo } from '../support/maru-wait.ts';

async function openRooms(person: Person, others: Person[], count: number): Promise<RoomId[]> {
  const rooms = await Promise.all(upTo(count).map(() => person.groupRoom(others)));
  return rooms.map(({ roomId }) => roomId);
}

/** Sends `count` messages round the rooms and calls `meanwhile` in the middle of it. */
async function load(
  person: Person,
  rooms: RoomId[],
  count: number,
  meanwhile: () => PromiseLike<unknown>,
): Promise<void> {
  let change: PromiseLike<unknown> | undefined;
  await inParallel(upTo(count), 16, async (n, index) => {
    if (index === Math.floor(count / 2)) change = meanwhile();
    await person.say(rooms[n % rooms.length] as RoomId, `${n}`);
  });
  await change;
}

async function assertGapless(person: Person, rooms: RoomId[], each: number): Promise<void> {
  for (const roomId of rooms)
    assert.deepEqual(
      (await person.history(roomId)).map(({ seq }) => seq),
      upTo(each),
    );
}

async function withDeadLetters(maru: MaruParts, work: () => Promise<void>): Promise<void> {
  await using letters = await record(maru.log, 'kakao.chat.chatMessage.REQUEST-dlt');
  await work();
  assert.deepEqual(letters.records, []);
}

test('seqs stay gap-free while chat servers of one group come and go under load', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const rooms = await openRooms(jimin, [seojun], 8);
  await withDeadLetters(maru, async () => {
    let second: AsyncDisposable | undefined;
    await load(jimin, rooms, 160, async () => {
      second = await maru.startChat();
    });
    await load(jimin, rooms, 160, () => maru.chat[Symbol.asyncDispose]());
    await load(jimin, rooms, 160, () => maru.startChat());
    await second?.[Symbol.asyncDispose]();
    await load(jimin, rooms, 160, () => maru.startChat());
  });
  await assertGapless(seojun, rooms, 80);
});

test('every front delivers every message, and answers only its own callers', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const second = await maru.startFront();
  const there = seojun.at(second.url);
  const [roomId = '' as RoomId] = await openRooms(jimin, [seojun], 1);
  await using here = await jimin.connect();
  await using away = await there.connect();
  for (const device of [here, away]) await device.subscribe(subscribeTo.room(roomId));
  await inParallel(upTo(60), 12, (n) => (n % 2 ? jimin : there).say(roomId, `${n}`));
  for (const device of [here, away]) {
    await until('all deliveries', () => device.messages(roomId).length === 60);
    assert.deepEqual(
      device.messages(roomId).map(({ seq }) => seq),
      upTo(60),
    );
  }
});

test('a log-out at one front ends the connections and tokens at every other', async () => {
  await using maru = await startParts();
  const jimin = await maru.person();
  const second = await maru.startFront();
  await using device = await jimin.at(second.url).connect();
  await jimin.call('logOut', { params: { sessionId: 'current' } });
  assert.equal(await device.errorCode(), 'session_ended');
  await assert.rejects(jimin.at(second.url).call('me'), { code: 'session_ended' });
});

test('a front that starts lets no session in that ended before', async () => {
  await using maru = await startParts();
  const people = [await maru.person(), await maru.person()];
  for (const person of people) await person.call('logOut', { params: { sessionId: 'current' } });
  const late = await maru.startFront();
  await Promise.all(
    people.map((person) => assert.rejects(person.at(late.url).call('me'), { code: 'session_ended' })),
  );
});

test('a front that starts lets no ended session in, not even when much happened since', async () => {
  await using folder = await temporaryFolder();
  const person = await endSessionBeforeStop(folder.path);
  await using maru = await startParts({ directory: folder.path, partitions: 1 });
  for (const _ of upTo(5)) await assert.rejects(person.at(maru.url).call('me'), { code: 'session_ended' });
});

/** A log-out behind 20,000 other events of the last quarter of an hour; then everything stops. */
async function endSessionBeforeStop(directory: string): Promise<Person> {
  await using maru = await startParts({ directory, partitions: 1 });
  const person = await maru.person();
  const { userId } = person;
  const value = JSON.stringify({
    type: 'profile.changed',
    userId,
    profile: person.tokens.user,
    at: new Date().toISOString(),
  });
  await maru.log.append(upTo(20_000).map(() => ({ topic: 'kakao.user.EVENT', key: userId, value })));
  await person.call('logOut', { params: { sessionId: 'current' } });
  return person;
}

test('a front that stops closes its connections with the hint to come back, and frees its group', async () => {
  await using maru = await startParts();
  const jimin = await maru.person();
  const second = await maru.startFront();
  await using device = await jimin.at(second.url).connect();
  await second[Symbol.asyncDispose]();
  assert.equal(await device.socket.end(), 1012);
  await assert.rejects(jimin.at(second.url).call('me'), TypeError);
  await Promise.all(upTo(20).map(() => jimin.call('me')));
});
