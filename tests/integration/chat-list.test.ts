import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Room, RoomId } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function listOf(person: Person): Promise<Room[]> {
  return (await person.call('rooms', { query: {} })).rooms;
}

async function pagesOf(person: Person, limit: number): Promise<RoomId[][]> {
  const pages: RoomId[][] = [];
  let before: string | undefined;
  do {
    const query: { limit: number; before?: string } = before === undefined ? { limit } : { limit, before };
    const page = await person.call('rooms', { query });
    pages.push(page.rooms.map(({ roomId }) => roomId));
    before = page.next;
  } while (before !== undefined);
  return pages;
}

test('the latest activity comes first, and pages cut the same order without loss', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const rooms = await Promise.all(Array.from({ length: 7 }, () => person.groupRoom([other])));
  const order = rooms.map(({ roomId }) => roomId);
  for (const [index, roomId] of order.entries()) await other.say(roomId, `소식 ${index}`);
  const expected = order.toReversed();
  assert.deepEqual(
    (await listOf(person)).map(({ roomId }) => roomId),
    expected,
  );
  for (const limit of [1, 3, 7, 50]) {
    const pages = await pagesOf(person, limit);
    assert.deepEqual(pages.flat(), expected, `pages of ${limit}`);
    assert.ok(pages.every(({ length }) => length <= limit));
  }
});

test('rooms without messages stand where they were made', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const direct = await person.directRoom(other);
  const group = await person.groupRoom([other]);
  await other.say(direct.roomId, '안녕');
  assert.deepEqual(
    (await listOf(person)).map(({ roomId }) => roomId),
    [direct.roomId, group.roomId],
  );
  const [first, second] = await listOf(person);
  assert.equal(first?.lastMessage?.message, '안녕');
  assert.equal(second?.lastMessage, null);
});

test('unread counts messages after the read position; one’s own are read', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const { roomId } = await person.directRoom(other);
  const unread = async (who: Person) => (await listOf(who))[0]?.unread;
  assert.equal(await unread(person), 0);
  for (const text of ['하나', '둘', '셋']) await other.say(roomId, text);
  assert.deepEqual([await unread(person), await unread(other)], [3, 0]);
  await person.call('moveReadPosition', { params: { roomId }, body: { seq: 2 } });
  assert.equal(await unread(person), 1);
  await person.say(roomId, '넷');
  assert.deepEqual([await unread(person), await unread(other)], [0, 1]);
});

test('a place in the list that nobody gave is refused', async () => {
  const person = await maru.person();
  for (const before of [
    'nonsense',
    '',
    '1',
    '.',
    'abc.def',
    `1.${'x'.repeat(65)}`,
    '1.',
    '9'.repeat(100),
    '1.\0',
  ])
    assert.equal(
      (await refusalOf(person.call('rooms', { query: { before } }))).code,
      'invalid_request',
      before,
    );
});

test('the list shows only one’s own rooms', async () => {
  const [person, other, stranger] = [await maru.person(), await maru.person(), await maru.person()];
  await person.directRoom(other);
  assert.deepEqual(await listOf(stranger), []);
});
