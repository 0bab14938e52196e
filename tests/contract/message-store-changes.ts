import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId } from '../../backend/contract/index.ts';
import type { MessageRecord, MessageStore } from '../../backend/ports/index.ts';
import { message, newRoomId, newUserId, oddTexts } from './samples.ts';

const [at, later] = ['2026-11-23T05:00:00.000Z', '2026-11-23T06:00:00.000Z'];
const person = (number: number): UserId => `person${number}` as UserId;
const families = ['👍', '👍🏽', '👨‍👩‍👧‍👦', '🇰🇷', '1️⃣'];

/** What can happen to one stored message. */
export function changeTests(port: () => MessageStore, reopen: () => Promise<unknown>): void {
  /** Stored, with its neighbour that nothing may happen to. */
  async function stored(given: Partial<MessageRecord> = {}): Promise<MessageRecord> {
    const record = message(given);
    const neighbour = message({ roomId: record.roomId, seq: record.seq + 1 });
    await port().insert([record, neighbour]);
    return record;
  }
  const find = async ({ roomId, seq }: MessageRecord) => (await port().findBySeq(roomId, [seq]))[0];

  test('an edit replaces text and mentions, keeps the rest, and survives a restart', async () => {
    const kept = { forwarded: true, replySeq: 7, reactions: [{ emoji: '👍', userId: person(1) }] };
    const record = await stored({ ...kept, mentions: [{ userId: 'all', start: 0, length: 1 }] });
    const mentions = [{ userId: person(1), start: 1, length: 2 }];
    const { roomId, seq } = record;
    for (const text of [...oddTexts, '가'.repeat(10_000)]) {
      const edited = { ...record, message: text, mentions, editedAt: at };
      assert.deepEqual(await port().edit(roomId, seq, { message: text, mentions, editedAt: at }), edited);
      assert.deepEqual(await find(record), edited);
    }
    const { mentions: _, ...without } = { ...record, message: '끝', editedAt: later };
    assert.deepEqual(await port().edit(roomId, seq, { message: '끝', editedAt: later }), without);
    await reopen();
    assert.deepEqual(await find(record), without);
    assert.deepEqual(await port().findSent([record]), [without]);
    assert.equal((await port().findBySeq(roomId, [seq + 1]))[0]?.message, '점심 먹었어요?');
  });

  test('unsending leaves who and when, the first time stays, and nothing changes it after', async () => {
    const bare = message();
    const added = {
      replySeq: 7,
      forwarded: true,
      editedAt: at,
      mentions: [{ userId: person(1), start: 0, length: 1 }],
    };
    await stored({ ...bare, ...added, reactions: [{ emoji: '👍', userId: person(1) }] });
    const { roomId, seq } = bare;
    const unsent = { ...bare, message: '', unsentAt: at };
    assert.deepEqual(await port().unsend(roomId, seq, at), unsent);
    assert.deepEqual(await port().unsend(roomId, seq, later), unsent);
    assert.equal(await port().edit(roomId, seq, { message: '다시', editedAt: later }), undefined);
    for (const on of [true, false])
      assert.equal(await port().react(roomId, seq, { userId: person(1), emoji: '👍', on }, 9), undefined);
    await reopen();
    assert.deepEqual(await find(bare), unsent);
  });

  test('what does not exist does not change', async () => {
    const { roomId } = await stored();
    for (const [room, seq] of [
      [roomId, 3],
      [roomId, Number.MAX_SAFE_INTEGER],
      [newRoomId(), 1],
    ] as const) {
      assert.equal(await port().edit(room, seq, { message: '?', editedAt: at }), undefined);
      assert.equal(await port().unsend(room, seq, at), undefined);
      assert.equal(await port().react(room, seq, { userId: person(1), emoji: '👍', on: true }, 9), undefined);
    }
  });

  test('reactions stand in the order of their coming; twice is no change, up or down', async () => {
    const record = await stored();
    const { roomId, seq } = record;
    const react = async (userId: UserId, emoji: string, on: boolean): Promise<string> => {
      const after = await port().react(roomId, seq, { userId, emoji, on }, 200);
      assert.ok(after && after !== 'full');
      assert.deepEqual(await find(record), after);
      return (after.reactions ?? []).map((each) => `${each.userId} ${each.emoji}`).join(', ');
    };
    assert.equal(await react(person(2), '👍', true), 'person2 👍');
    assert.equal(await react(person(1), '❤️', true), 'person2 👍, person1 ❤️');
    assert.equal(await react(person(1), '👍', true), 'person2 👍, person1 ❤️, person1 👍');
    assert.equal(await react(person(2), '👍', true), 'person2 👍, person1 ❤️, person1 👍');
    assert.equal(await react(person(2), '👍', false), 'person1 ❤️, person1 👍');
    assert.equal(await react(person(2), '👍', false), 'person1 ❤️, person1 👍');
    for (const emoji of families) await react(person(3), emoji, true);
    for (const emoji of families) await react(person(3), emoji, false);
    assert.equal(await react(person(1), '❤️', false), 'person1 👍');
    assert.equal(await react(person(1), '👍', false), '');
    assert.deepEqual(await find(record), record, 'no trace is left');
  });

  test('many react at once: none is lost, none is twice, and the limit holds', async () => {
    const record = await stored();
    const { roomId, seq } = record;
    const react = (userId: UserId, on = true) => port().react(roomId, seq, { userId, emoji: '👍', on }, 20);
    const everybody = Array.from({ length: 30 }, (_, number) => person(number));
    const answers = await Promise.all([...everybody, ...everybody].map((userId) => react(userId)));
    const there = new Set((await find(record))?.reactions?.map(({ userId }) => userId));
    assert.equal(there.size, 20);
    assert.equal((await find(record))?.reactions?.length, 20);
    everybody.forEach((userId, number) => {
      const told = [answers[number], answers[number + everybody.length]].map((answer) => answer !== 'full');
      assert.deepEqual(told, [there.has(userId), there.has(userId)], userId);
    });
    const [first] = there;
    assert.ok(first);
    assert.notEqual(await react(first), 'full', 'who is there already is told so');
    const late = everybody.find((userId) => !there.has(userId)) ?? newUserId();
    assert.equal(await react(late), 'full');
    await react(first, false);
    assert.notEqual(await react(late), 'full');
  });

  test('of an edit, a reaction and an unsend at once the unsend remains, whole', async () => {
    for (let round = 0; round < 10; round++) {
      const record = await stored();
      const { roomId, seq } = record;
      const unsending = () => port().unsend(roomId, seq, later);
      const editing = (text: string) => port().edit(roomId, seq, { message: text, editedAt: at });
      const reacting = () => port().react(roomId, seq, { userId: person(1), emoji: '👍', on: true }, 9);
      await Promise.all([editing('하나'), reacting(), unsending(), editing('둘'), reacting()]);
      assert.deepEqual(await find(record), { ...record, message: '', unsentAt: later });
    }
  });
}
