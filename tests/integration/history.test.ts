import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function pair(): Promise<[Person, Person]> {
  return [await maru.person('지민'), await maru.person('서준')];
}

test('history is paged by seq at every edge', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  const seqs = async (query: { before?: number; after?: number; limit?: number }) => {
    const { chatRecord } = await jimin.call('enterRoom', { params: { roomId }, query });
    return chatRecord.chatMessage.map(({ seq }) => seq);
  };
  assert.deepEqual(await seqs({}), []);
  for (const n of upTo(7)) await jimin.say(roomId, `${n}`);
  assert.deepEqual(await seqs({}), upTo(7));
  assert.deepEqual(await seqs({ limit: 3 }), [5, 6, 7]);
  assert.deepEqual(await seqs({ before: 5, limit: 3 }), [2, 3, 4]);
  assert.deepEqual(await seqs({ before: 2, limit: 3 }), [1]);
  for (const before of [0, 1]) assert.deepEqual(await seqs({ before }), []);
  assert.deepEqual(await seqs({ before: Number.MAX_SAFE_INTEGER, limit: 2 }), [6, 7]);
  assert.deepEqual(await seqs({ after: 0, limit: 3 }), [1, 2, 3]);
  assert.deepEqual(await seqs({ after: 3, limit: 2 }), [4, 5]);
  for (const after of [7, 8, Number.MAX_SAFE_INTEGER]) assert.deepEqual(await seqs({ after }), []);
  for (const query of [
    { before: '' as never },
    { before: -1 },
    { after: 1.5 },
    { limit: 0 },
    { limit: 201 },
    { before: 2, after: 1 },
  ])
    assert.equal((await refusalOf(seqs(query))).code, 'invalid_request', JSON.stringify(query));
});

test('entering a room gives the endpoint and where the person stands', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  for (const n of upTo(3)) await seojun.say(roomId, `${n}`);
  await jimin.call('moveReadPosition', { params: { roomId }, body: { seq: 2 } });
  const page = await jimin.call('enterRoom', { params: { roomId }, query: { limit: 1 } });
  assert.equal(page.endpoint, `${maru.url.replace('http', 'ws')}/stomp/chat`);
  const { chatMessage, ...record } = page.chatRecord;
  assert.deepEqual(record, { userId: jimin.userId, roomId, readSeq: 2, lastSeq: 3 });
  assert.equal(chatMessage.length, 1);
});
