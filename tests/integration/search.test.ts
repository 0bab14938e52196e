import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId, SearchHit } from '../../backend/contract/index.ts';
import { type CallInput, refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

type Query = CallInput<'search'>['query'];

const search = async (person: Person, query: string, more: Partial<Query> = {}): Promise<SearchHit[]> =>
  (await person.call('search', { query: { query, ...more } })).hits;
const textsOf = (found: readonly { message: string }[]): string[] => found.map(({ message }) => message);

/** What is sent is found a moment later; what came before it in the room is, too, then. */
const isFound = (person: Person, query: string, roomId: RoomId) =>
  until(`${query} to be found`, async () => (await search(person, query, { roomId })).length > 0);

async function pair(): Promise<{ jimin: Person; haru: Person; roomId: RoomId }> {
  const [jimin, haru] = [await maru.person('지민'), await maru.person('하루')];
  const { roomId } = await jimin.groupRoom([haru]);
  return { jimin, haru, roomId };
}

test('a message is found soon after it was sent, by any part of it from one syllable up', async () => {
  const { jimin, haru, roomId } = await pair();
  await haru.say(roomId, '어제 얘기한 거');
  const sent = await jimin.say(roomId, '내일 점심 먹자! Let’s GO 👩‍👩‍👧 ㅋㅋ 100%_*"끝"');
  await isFound(haru, '끝', roomId);
  for (const query of [
    '점심',
    '심',
    '심 먹',
    '  점심   먹자  ',
    'let’s go',
    'GO',
    '👩‍👩‍👧',
    'ㅋ',
    '%_*',
    '_',
    '*"',
    '"끝"',
    '내일 점심 먹자! Let’s GO',
  ])
    assert.deepEqual(textsOf(await search(haru, query)), [sent.message], query);
  assert.deepEqual(textsOf(await search(haru, '점심'.normalize('NFD'))), [sent.message]);
  for (const query of ['점심먹', '저녁', 'ㅈ', '%%', 'AND', '점심 OR 저녁', 'room:', '없'.repeat(60)])
    assert.deepEqual(await search(haru, query), [], query);
  const [hit] = await search(haru, '점심');
  assert.deepEqual(hit, { ...sent, highlights: [{ start: 3, length: 2 }] });
});

test('queries that nobody means are refused', async () => {
  const { jimin } = await pair();
  const refused = async (query: Query) => (await refusalOf(jimin.call('search', { query }))).code;
  for (const query of ['', ' ', '\n\t\u3000', '가'.repeat(61), 'a\0'])
    assert.equal(await refused({ query }), 'invalid_request', JSON.stringify(query));
  for (const before of ['', 'x', '1.2', '1.0.room', `1.1.${'r'.repeat(65)}`, '1.1.room\n', '9'.repeat(119)])
    assert.equal(await refused({ query: '가', before }), 'invalid_request', before);
  assert.equal(await refused({ query: '가', from: '어제' }), 'invalid_request');
  assert.equal((await refusalOf(jimin.call('links', { query: { before: 'x' } }))).code, 'invalid_request');
});

test('an edit is found by what it says now, and what was unsent is found no more', async () => {
  const { jimin, haru, roomId } = await pair();
  const [edited, unsent] = [await jimin.say(roomId, '붕어빵 먹을래'), await jimin.say(roomId, '붕어빵 싫어')];
  await isFound(haru, '붕어빵 싫', roomId);
  await jimin.call('editMessage', { params: { roomId, seq: edited.seq }, body: { message: '호떡 먹을래' } });
  await jimin.call('unsendMessage', { params: { roomId, seq: unsent.seq } });
  // At once, whatever the index still has of it.
  assert.deepEqual(await search(haru, '붕어빵'), []);
  await isFound(haru, '호떡', roomId);
  const [hit] = await search(haru, '호떡');
  assert.equal(hit?.seq, edited.seq);
  assert.ok(hit?.editedAt);
});

test('only rooms that one is in now, from where one joined, are looked into', async () => {
  const { jimin, haru, roomId } = await pair();
  const late = await maru.person('나라');
  const stranger = await maru.person('남');
  await jimin.say(roomId, '비밀 하나');
  await jimin.call('invite', { params: { roomId }, body: { userIds: [late.userId] } });
  await jimin.say(roomId, '비밀 둘');
  await isFound(haru, '비밀 둘', roomId);
  assert.deepEqual(textsOf(await search(haru, '비밀')), ['비밀 둘', '비밀 하나']);
  assert.deepEqual(textsOf(await search(late, '비밀')), ['비밀 둘']);
  assert.deepEqual(await search(stranger, '비밀'), []);
  assert.equal((await refusalOf(search(stranger, '비밀', { roomId }))).code, 'not_a_participant');
  assert.equal(
    (await refusalOf(search(stranger, '비밀', { roomId: 'nowhere' as RoomId }))).code,
    'room_not_found',
  );

  await haru.call('leaveRoom', { params: { roomId, userId: 'me' } });
  await jimin.call('leaveRoom', { params: { roomId, userId: late.userId } });
  for (const gone of [haru, late]) {
    assert.deepEqual(await search(gone, '비밀'), []);
    assert.equal((await refusalOf(search(gone, '비밀', { roomId }))).code, 'not_a_participant');
  }
  assert.equal((await search(jimin, '비밀')).length, 2);
  await jimin.call('removeRoom', { params: { roomId } });
  assert.deepEqual(await search(jimin, '비밀'), []);
});

test('pages of several rooms come newest first and give every message once', async () => {
  const [jimin, haru] = [await maru.person(), await maru.person()];
  const rooms = await Promise.all([jimin.groupRoom([haru]), jimin.groupRoom([haru]), jimin.directRoom(haru)]);
  const sent: string[] = [];
  for (let n = 0; n < 21; n++) {
    const text = `찾을 말 ${n}`;
    await (n % 2 === 0 ? jimin : haru).say(rooms[n % 3]?.roomId as RoomId, text);
    sent.unshift(text);
  }
  await until('all to be found', async () => (await search(haru, '찾을 말')).length === sent.length);
  for (const limit of [1, 4, 21]) {
    const found: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await haru.call('search', {
        query: { query: '찾을', limit, ...(before ? { before } : {}) },
      });
      found.push(...textsOf(page.hits));
      if (page.next === undefined) break;
      before = page.next;
    }
    assert.deepEqual(found, sent, `pages of ${limit}`);
  }
  const own = await search(haru, '찾을', { sender: jimin.userId });
  assert.ok(own.length === 11 && own.every(({ userId }) => userId === jimin.userId));
  const [newest] = await search(haru, '찾을');
  assert.deepEqual(textsOf(await search(haru, '찾을', { from: newest?.createdAt ?? '' })), [sent[0]]);
  assert.equal((await search(haru, '찾을', { until: newest?.createdAt ?? '' })).length, 20);
  const inOne = await search(haru, '찾을', { roomId: rooms[0]?.roomId as RoomId });
  assert.ok(inOne.length === 7 && inOne.every(({ roomId }) => roomId === rooms[0]?.roomId));
});

test('the shelf of links has the messages with a link of all own rooms', async () => {
  const { jimin, haru, roomId } = await pair();
  const other = await maru.person();
  const foreign = await other.groupRoom([jimin]);
  const direct = await jimin.directRoom(haru);
  await other.say(foreign.roomId, 'http://foreign.example');
  await jimin.say(roomId, '여기 https://maru.example/길?a=1 봐');
  await jimin.say(roomId, 'https:// 는 링크가 아님');
  const last = await haru.say(direct.roomId, 'HTTP://MARU.EXAMPLE');
  const links = async (limit = 50, before?: string) =>
    haru.call('links', { query: { limit, ...(before ? { before } : {}) } });
  await until('the links to be there', async () => (await links()).messages.length === 2);
  const first = await links(1);
  assert.deepEqual(first.messages, [last]);
  const second = await links(1, first.next);
  assert.deepEqual(textsOf(second.messages), ['여기 https://maru.example/길?a=1 봐']);
  await haru.call('unsendMessage', { params: { roomId: direct.roomId, seq: last.seq } });
  assert.equal((await links()).messages.length, 1);
});
