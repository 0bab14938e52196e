import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { conversation } from '../contract/samples.ts';
import { refusalOf } from '../support/maru-call.ts';
import { groupWith } from '../support/maru-conversation.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { upTo } from '../support/maru-wait.ts';

let maru: MaruParts;
let jimin: Person;
let late: Person;
let roomId: RoomId;
const start = Date.parse('2026-01-01T00:00:00.000Z');
const minute = 60_000;
/** A message a minute; the clocks of the servers differ by a little. */
const timeOf = (seq: number): string => new Date(start + seq * minute + (seq % 3) * 5).toISOString();

before(async () => {
  maru = await startParts();
  [jimin, late] = [await maru.person(), await maru.person()];
  roomId = await groupWith(maru, newMessageId(), [{ person: jimin }, { person: late, joinedSeq: 90 }]);
  const messages = conversation(roomId, 100).map((each) => ({ ...each, createdAt: timeOf(each.seq) }));
  await maru.stores.messages.insert(messages);
});
after(() => maru[Symbol.asyncDispose]());

async function seqs(query: object, person = jimin): Promise<number[]> {
  const { chatRecord } = await person.call('enterRoom', { params: { roomId }, query });
  return chatRecord.chatMessage.map(({ seq }) => seq);
}
const from = (first: number, last: number): number[] => upTo(last).slice(first - 1);

test('a page around a message has half before it and half from it', async () => {
  assert.deepEqual(await seqs({ around: 50, limit: 10 }), from(45, 54));
  assert.deepEqual(await seqs({ around: 50, limit: 5 }), from(48, 52));
  assert.deepEqual(await seqs({ around: 50, limit: 1 }), [50]);
  assert.equal((await seqs({ around: 50 })).length, 50);
});

test('at the ends of what the reader sees there is half a page', async () => {
  assert.deepEqual(await seqs({ around: 2, limit: 10 }), from(1, 6));
  for (const around of [0, 1]) assert.deepEqual(await seqs({ around, limit: 10 }), from(1, 5));
  assert.deepEqual(await seqs({ around: 99, limit: 10 }), from(94, 100));
  for (const around of [101, Number.MAX_SAFE_INTEGER])
    assert.deepEqual(await seqs({ around, limit: 10 }), from(96, 100));
  assert.deepEqual(await seqs({ around: 92, limit: 10 }, late), from(91, 96));
  for (const around of [0, 5, 90, 91]) assert.deepEqual(await seqs({ around, limit: 4 }, late), from(91, 92));
});

test('a page at a time begins in the middle with the first message at or after it', async () => {
  const middle = async (at: string, person = jimin) => (await seqs({ at, limit: 1 }, person))[0];
  for (const seq of [1, 2, 17, 50, 99, 100]) {
    const time = Date.parse(timeOf(seq));
    assert.equal(await middle(timeOf(seq)), seq);
    assert.equal(await middle(new Date(time - 1).toISOString()), seq);
    if (seq < 100) assert.equal(await middle(new Date(time + 1).toISOString()), seq + 1);
  }
  assert.deepEqual(await seqs({ at: timeOf(50), limit: 10 }), from(45, 54));
  assert.equal(await middle('0000-01-01T00:00:00.000Z'), 1);
  assert.equal(await middle(timeOf(3), late), 91);
  assert.deepEqual(await seqs({ at: '9999-12-31T23:59:59.999Z', limit: 10 }), from(96, 100));
});

test('an empty room has nothing around anything', async () => {
  const empty = await groupWith(maru, newMessageId(), [{ person: jimin }]);
  for (const query of [{ around: 5 }, { at: timeOf(5) }]) {
    const { chatRecord } = await jimin.call('enterRoom', { params: { roomId: empty }, query });
    assert.deepEqual(chatRecord.chatMessage, []);
  }
});

test('one place at a time, and only places and times', async () => {
  const queries = [
    { around: 5, at: timeOf(5) },
    { around: 5, before: 7 },
    { at: timeOf(5), after: 1 },
    { around: -1 },
    { around: 1.5 },
    { around: '' },
    { at: 'yesterday' },
    { at: '' },
    { at: '2026-01-01' },
    { at: '2026-13-01T00:00:00.000Z' },
    { at: '2026-01-01T00:00:00.000+09:00' },
  ];
  for (const query of queries)
    assert.equal((await refusalOf(seqs(query))).code, 'invalid_request', JSON.stringify(query));
});

test('a page of the longest texts keeps what it is around', async () => {
  const long = await groupWith(maru, newMessageId(), [{ person: jimin }]);
  const messages = conversation(long, 100).map((each) => ({ ...each, message: '가'.repeat(10_000) }));
  await maru.stores.messages.insert(messages);
  const query = { around: 50, limit: 100 };
  const { chatRecord } = await jimin.call('enterRoom', { params: { roomId: long }, query });
  const found = chatRecord.chatMessage.map(({ seq }) => seq);
  assert.ok(found.includes(50) && found.includes(49) && found.length < 100, `${found}`);
  assert.deepEqual(found, from(found[0] ?? 0, found.at(-1) ?? 0), 'without a gap');
});
