import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClientMessageId, RoomId, UserId } from '../../backend/contract/index.ts';
import type { MessagePageQuery, MessageRecord, MessageStore } from '../../backend/ports/index.ts';
import { anonymisingTests } from './message-store-anonymising.ts';
import { changeTests } from './message-store-changes.ts';
import { messageStoreProperties } from './message-store-properties.ts';
import { removalTests } from './message-store-removal.ts';
import { conversation, message, newClientMessageId, newRoomId, newUserId, oddTexts } from './samples.ts';
import { type Open, subject } from './subject.ts';

/** The contract of MessageStore. */
export function messageStoreSuite(name: string, open: Open<MessageStore>): void {
  describe(`MessageStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    insertTests(port);
    fenceTests(port);
    sentTests(port);
    pageTests(port, reopen);
    changeTests(port, reopen);
    anonymisingTests(port);
    removalTests(port);
    messageStoreProperties(port);
  });
}

const all = (roomId: RoomId): MessagePageQuery => ({ roomId, after: 0, take: 'first', limit: 1_000 });
const none = { conflicts: new Set<RoomId>() };

function insertTests(port: () => MessageStore): void {
  test('knows the highest seq of each room, 0 without messages', async () => {
    const [one, other, empty] = [newRoomId(), newRoomId(), newRoomId()];
    await port().insert([...conversation(one, 3), ...conversation(other, 1)]);
    const expected = new Map([
      [one, { seq: 3, textCount: 3 }],
      [empty, { seq: 0, textCount: 0 }],
      [other, { seq: 1, textCount: 1 }],
    ] as const);
    assert.deepEqual(await port().ends([one, empty, other]), expected);
    assert.deepEqual(await port().ends([]), new Map());
  });

  test('stores messages of many rooms in one call', async () => {
    const rooms = Array.from({ length: 20 }, () => newRoomId());
    const mixed = [1, 2, 3, 4, 5].flatMap((seq) => rooms.map((roomId) => message({ roomId, seq })));
    assert.deepEqual(await port().insert(mixed), none);
    for (const roomId of rooms) {
      const stored = await port().page(all(roomId));
      assert.deepEqual(
        stored,
        mixed.filter((each) => each.roomId === roomId),
      );
    }
    assert.deepEqual(await port().insert([]), none);
  });

  test('a taken seq stops the rest of that room, and no other room', async () => {
    const [taken, free] = [newRoomId(), newRoomId()];
    const before = conversation(taken, 3);
    await port().insert(before);
    const [second, third, fourth, fifth] = [2, 3, 4, 5].map((seq) => message({ roomId: taken, seq }));
    const other = conversation(free, 3);
    const mixed = [other[0], second, other[1], third, fourth, other[2], fifth].filter(
      (each) => each !== undefined,
    );
    assert.deepEqual(await port().insert(mixed), { conflicts: new Set([taken]) });
    assert.deepEqual(await port().page(all(taken)), before);
    assert.deepEqual(await port().page(all(free)), other);
  });

  test('what came before the conflict in its room is stored', async () => {
    const roomId = newRoomId();
    await port().insert([message({ roomId, seq: 3 })]);
    const offered = conversation(roomId, 5);
    assert.deepEqual((await port().insert(offered)).conflicts, new Set([roomId]));
    const stored = await port().page(all(roomId));
    assert.deepEqual(stored.slice(0, 2), offered.slice(0, 2));
    assert.equal(stored.length, 3);
  });

  test('a known clientMessageId of the same sender in the same room is a conflict', async () => {
    const first = message();
    await port().insert([first]);
    const again = [message({ ...first, seq: 2 }), message({ roomId: first.roomId, seq: 3 })];
    assert.deepEqual((await port().insert(again)).conflicts, new Set([first.roomId]));
    assert.deepEqual(await port().page(all(first.roomId)), [first]);
  });

  test('a clientMessageId may come again from another sender or in another room', async () => {
    const first = message();
    const otherSender = message({ ...first, seq: 2, userId: newUserId() });
    const otherRoom = message({ ...first, roomId: newRoomId() });
    assert.deepEqual(await port().insert([first, otherSender, otherRoom]), none);
  });

  test('conflicts within one call count as well', async () => {
    const first = message();
    const { roomId } = first;
    const result = await port().insert([first, message({ roomId, seq: 1 }), message({ roomId, seq: 2 })]);
    assert.deepEqual(result.conflicts, new Set([roomId]));
    assert.deepEqual(await port().page(all(roomId)), [first]);
  });
}

function fenceTests(port: () => MessageStore): void {
  test('of two writers that give the same seqs at once, one wins and the other learns it', async () => {
    const roomId = newRoomId();
    const writers = [conversation(roomId, 5), conversation(roomId, 5)];
    const results = await Promise.all(writers.map((each) => port().insert(each)));
    const losers = results.filter(({ conflicts }) => conflicts.has(roomId)).length;
    const stored = await port().page(all(roomId));
    assert.ok(losers >= 1, 'they cannot both have stored');
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      [1, 2, 3, 4, 5].slice(0, stored.length),
    );
  });

  test('writers that race and try again leave no gap and store each message once', async () => {
    const roomId = newRoomId();
    const send = async (): Promise<void> => {
      for (let sent = 0; sent < 10; ) {
        const last = (await port().ends([roomId])).get(roomId)?.seq ?? 0;
        const { conflicts } = await port().insert([message({ roomId, seq: last + 1 })]);
        if (conflicts.size === 0) sent++;
      }
    };
    await Promise.all([send(), send(), send()]);
    const seqs = (await port().page(all(roomId))).map(({ seq }) => seq);
    assert.deepEqual(
      seqs,
      Array.from({ length: 30 }, (_, at) => at + 1),
    );
  });

  test('a conflict fails no neighbour that writes at the same time', async () => {
    const taken = message();
    await port().insert([taken]);
    const rooms = Array.from({ length: 20 }, () => newRoomId());
    const results = await Promise.all([
      ...rooms.map((roomId) => port().insert(conversation(roomId, 2))),
      port().insert([message({ roomId: taken.roomId, seq: 1 })]),
    ]);
    assert.deepEqual(results.pop()?.conflicts, new Set([taken.roomId]));
    for (const result of results) assert.deepEqual(result, none);
    assert.deepEqual(
      [...(await port().ends(rooms)).values()].map(({ seq }) => seq),
      rooms.map(() => 2),
    );
  });
}

function sentTests(port: () => MessageStore): void {
  test('finds what was sent by room, sender and clientMessageId', async () => {
    const [one, other] = [message(), message({ message: '두 번째' })];
    await port().insert([one, other]);
    const bySeq = (found: MessageRecord[]) => found.sort((a, b) => (a.message < b.message ? 1 : -1));
    assert.deepEqual(bySeq(await port().findSent([other, one])), bySeq([one, other]));
    assert.deepEqual(await port().findSent([]), []);
    const strangers = [
      { ...one, roomId: other.roomId },
      { ...one, userId: other.userId },
      { ...one, clientMessageId: newClientMessageId() },
    ];
    assert.deepEqual(await port().findSent(strangers), []);
    assert.deepEqual(await port().findSent([...strangers, one]), [one]);
  });
}

function pageTests(port: () => MessageStore, reopen: () => Promise<unknown>): void {
  test('pages at every edge, in ascending order from both ends', async () => {
    const roomId = newRoomId();
    await port().insert([...conversation(roomId, 10), ...conversation(newRoomId(), 3)]);
    const seqs = async (query: Omit<MessagePageQuery, 'roomId'>): Promise<number[]> =>
      (await port().page({ roomId, ...query })).map(({ seq }) => seq);
    assert.deepEqual(await seqs({ after: 0, take: 'first', limit: 3 }), [1, 2, 3]);
    assert.deepEqual(await seqs({ after: 0, take: 'last', limit: 3 }), [8, 9, 10]);
    assert.deepEqual(await seqs({ after: 3, take: 'first', limit: 3 }), [4, 5, 6]);
    assert.deepEqual(await seqs({ after: 0, before: 4, take: 'last', limit: 2 }), [2, 3]);
    assert.deepEqual(await seqs({ after: 4, before: 8, take: 'first', limit: 50 }), [5, 6, 7]);
    assert.deepEqual(await seqs({ after: 4, before: 8, take: 'last', limit: 2 }), [6, 7]);
    assert.deepEqual(await seqs({ after: 4, before: 5, take: 'last', limit: 5 }), []);
    assert.deepEqual(await seqs({ after: 8, before: 3, take: 'first', limit: 5 }), []);
    assert.deepEqual(await seqs({ after: 10, take: 'first', limit: 5 }), []);
    assert.deepEqual(await seqs({ after: 9, before: 1_000, take: 'last', limit: 200 }), [10]);
    assert.deepEqual(await seqs({ after: 0, before: 1, take: 'last', limit: 5 }), []);
    assert.deepEqual(await port().page(all(newRoomId())), []);
  });

  test('ids that look alike are different rooms', async () => {
    const roomId = newRoomId();
    const alike = [roomId, `${roomId}_`, `${roomId}-`, roomId.toUpperCase(), roomId.slice(0, -1)] as RoomId[];
    await port().insert(alike.map((each) => message({ roomId: each, message: each })));
    for (const each of alike) {
      const texts = (await port().page(all(each))).map((stored) => stored.message);
      assert.deepEqual(texts, [each]);
    }
  });

  test('keeps odd and long texts, kinds and times, and survives a restart', async () => {
    const roomId = newRoomId();
    const texts = [...oddTexts, '가'.repeat(10_000), '👩‍👩‍👧‍👦'.repeat(10_000)];
    const sent = texts.map((text, at) =>
      message({
        roomId,
        seq: at + 1,
        message: text,
        nickname: text.slice(0, 30).toWellFormed(),
        kind: at % 2 === 0 ? 'text' : 'system',
        createdAt: new Date(1_795_000_000_000 + at * 1_001).toISOString(),
      }),
    );
    await port().insert([...sent, ...withDetails(roomId, sent.length)]);
    await reopen();
    assert.deepEqual(await port().page(all(roomId)), [...sent, ...withDetails(roomId, sent.length)]);
    const some = [sent.length + 1, 2, 1, 2, 999];
    assert.deepEqual(await port().findBySeq(roomId, some), [
      ...sent.slice(0, 2),
      withDetails(roomId, sent.length)[0],
    ]);
    assert.deepEqual(await port().findBySeq(roomId, []), []);
  });
}

/** Messages with everything that most do not have. */
function withDetails(roomId: RoomId, after: number): MessageRecord[] {
  const ids = { messageId: idOf('a'), clientMessageId: idOf('b'), userId: 'haru' as UserId };
  const people = [{ userId: 'nara' as UserId, nickname: '나라' }];
  const at = '2026-11-23T04:05:06.789Z';
  return [
    message({
      roomId,
      ...ids,
      seq: after + 1,
      replySeq: 2,
      forwarded: true,
      mentions: [{ userId: 'all', start: 0, length: 2 }],
      reactions: ['haru', 'nara'].map((userId) => ({ emoji: '👍🏽', userId: userId as UserId })),
      editedAt: at,
    }),
    message({
      roomId,
      ...ids,
      clientMessageId: idOf('c') as ClientMessageId,
      seq: after + 2,
      textCount: after + 1,
      message: '',
      kind: 'system',
      unsentAt: at,
      system: { type: 'joined', people, text: '' },
    }),
  ];
}

const idOf = (digit: string): never => `01980000-0000-7000-8000-00000000000${digit}` as never;
