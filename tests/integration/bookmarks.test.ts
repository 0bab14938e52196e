import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Bookmark, RoomId } from '../../backend/contract/index.ts';
import { type CallInput, refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const keep = (person: Person, roomId: RoomId, seq: number, body: CallInput<'keepBookmark'>['body'] = {}) =>
  person.call('keepBookmark', { params: { roomId, seq }, body });
const list = async (person: Person, query: CallInput<'bookmarks'>['query'] = {}): Promise<Bookmark[]> =>
  (await person.call('bookmarks', { query })).bookmarks;
const seqsOf = (bookmarks: readonly Bookmark[]): number[] => bookmarks.map(({ seq }) => seq);

async function pair(): Promise<{ jimin: Person; haru: Person; roomId: RoomId }> {
  const [jimin, haru] = [await maru.person('지민'), await maru.person('하루')];
  const { roomId } = await jimin.groupRoom([haru]);
  return { jimin, haru, roomId };
}

test('a kept message is a picture of it, which stays when it is edited or unsent, or the room is left', async () => {
  const { jimin, haru, roomId } = await pair();
  const { seq, createdAt } = await jimin.say(roomId, '주소는 서울시 마루로 1');
  const kept = await keep(haru, roomId, seq, { labels: ['주소'], note: '이사한 집' });
  assert.deepEqual(
    { ...kept, keptAt: '' },
    {
      roomId,
      seq,
      roomTitle: '지민',
      userId: jimin.userId,
      nickname: '지민',
      message: '주소는 서울시 마루로 1',
      createdAt,
      keptAt: '',
      labels: ['주소'],
      note: '이사한 집',
    },
  );
  await jimin.call('editMessage', { params: { roomId, seq }, body: { message: '비밀' } });
  await jimin.call('unsendMessage', { params: { roomId, seq } });
  await haru.call('leaveRoom', { params: { roomId, userId: 'me' } });
  await jimin.call('removeRoom', { params: { roomId } });
  assert.deepEqual(await list(haru), [kept]);
  assert.deepEqual(await list(jimin), []);
});

test('keeping again changes what is given and nothing else; who has left may still change and drop', async () => {
  const { jimin, haru, roomId } = await pair();
  const { seq } = await jimin.say(roomId, '회의록');
  const { seq: next } = await jimin.say(roomId, '다음');
  const first = await keep(haru, roomId, seq, { labels: ['일', '일', '중요'], note: '메모' });
  assert.deepEqual(first.labels, ['일', '중요']);
  assert.deepEqual(await keep(haru, roomId, seq), first);
  assert.deepEqual(await keep(haru, roomId, seq, { note: '' }), { ...first, note: '' });
  await haru.call('leaveRoom', { params: { roomId, userId: 'me' } });
  assert.deepEqual(await keep(haru, roomId, seq, { labels: [] }), { ...first, note: '', labels: [] });
  assert.equal((await refusalOf(keep(haru, roomId, next))).code, 'not_a_participant');
  for (let times = 0; times < 2; times++) await haru.call('dropBookmark', { params: { roomId, seq } });
  assert.deepEqual(await list(haru), []);
  assert.equal((await refusalOf(keep(haru, roomId, seq))).code, 'not_a_participant');
});

test('only what one can see, and what says something, can be kept', async () => {
  const { jimin, haru, roomId } = await pair();
  const early = await jimin.say(roomId, '이른 말');
  const late = await maru.person('나라');
  await jimin.call('invite', { params: { roomId }, body: { userIds: [late.userId] } });
  const unsent = await jimin.say(roomId, '지울 말');
  await jimin.call('unsendMessage', { params: { roomId, seq: unsent.seq } });
  const system = (await jimin.history(roomId)).find(({ kind }) => kind === 'system');
  const refused = async (person: Person, at: RoomId, seq: number) =>
    (await refusalOf(keep(person, at, seq))).code;
  assert.equal(await refused(late, roomId, early.seq), 'message_not_found');
  assert.equal(await refused(jimin, roomId, unsent.seq), 'message_unsent');
  assert.equal(await refused(jimin, roomId, system?.seq ?? 0), 'message_not_found');
  assert.equal(await refused(jimin, roomId, 999), 'message_not_found');
  assert.equal(await refused(await maru.person(), roomId, early.seq), 'not_a_participant');
  assert.equal(await refused(haru, 'nowhere' as RoomId, 1), 'room_not_found');
});

test('the drawer is listed newest first, page by page, by text, sender, room, note and label', async () => {
  const { jimin, haru, roomId } = await pair();
  await jimin.call('changeRoom', { params: { roomId }, body: { title: '점심 모임' } });
  const direct = await haru.directRoom(jimin);
  const texts = ['하나 ABC', '둘 %', '셋'];
  const sent = await Promise.all(texts.map((text) => haru.say(roomId, text)));
  const [one, two, three] = sent.map(({ seq }) => seq) as [number, number, number];
  const { seq: four } = await haru.say(direct.roomId, '넷');
  await keep(jimin, roomId, two, { labels: ['일'] });
  await keep(jimin, roomId, one, { note: '중요한 메모' });
  await keep(jimin, direct.roomId, four, { labels: ['일', '집'] });
  await keep(jimin, roomId, three);
  const all = await list(jimin);
  assert.deepEqual(
    all.map(({ message }) => message),
    ['셋', '넷', '하나 ABC', '둘 %'],
  );
  assert.deepEqual(
    all.map(({ roomTitle }) => roomTitle),
    ['점심 모임', '하루', '점심 모임', '점심 모임'],
  );
  for (const limit of [1, 3]) {
    const paged: Bookmark[] = [];
    for (let before: string | undefined; ; ) {
      const page = await jimin.call('bookmarks', { query: { limit, ...(before ? { before } : {}) } });
      paged.push(...page.bookmarks);
      if (page.next === undefined) break;
      before = page.next;
    }
    assert.deepEqual(paged, all);
  }
  const found = async (query: CallInput<'bookmarks'>['query']) => seqsOf(await list(jimin, query));
  assert.deepEqual(await found({ query: 'abc' }), [one]);
  assert.deepEqual(await found({ query: '  중요한  메모 ' }), [one]);
  assert.deepEqual(await found({ query: '점심 모' }), [three, one, two]);
  assert.deepEqual(await found({ query: '하루' }), [three, four, one, two]);
  assert.deepEqual(await found({ query: '%' }), [two]);
  assert.deepEqual(await found({ label: '일' }), [four, two]);
  assert.deepEqual(await found({ label: '일', query: '넷' }), [four]);
  assert.deepEqual(await found({ label: '이' }), []);
  for (const query of [{ before: 'x' }, { before: '1.1.방' }, { query: ' ' }])
    assert.equal((await refusalOf(list(jimin, query))).code, 'invalid_request');
});

test('a drawer of long messages comes in pages that an answer can carry', async () => {
  const { jimin, haru, roomId } = await pair();
  const sent = await Promise.all(
    Array.from({ length: 40 }, (_, n) => haru.say(roomId, `${n} ${'가'.repeat(9_990)}`)),
  );
  for (const { seq } of sent) await keep(jimin, roomId, seq);
  const seqs: number[] = [];
  for (let before: string | undefined; ; ) {
    const page = await jimin.call('bookmarks', { query: { limit: 200, ...(before ? { before } : {}) } });
    seqs.push(...seqsOf(page.bookmarks));
    if (page.next === undefined) break;
    before = page.next;
  }
  assert.deepEqual(new Set(seqs), new Set(sent.map(({ seq }) => seq)));
  assert.equal(seqs.length, sent.length);
});
