import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nobody, type RoomId, type UserId } from '../../backend/contract/index.ts';
import type { MessageRecord, MessageStore } from '../../backend/ports/index.ts';
import { conversation, message, newClientMessageId, newRoomId, newUserId } from './samples.ts';

const [at, later] = ['2026-11-23T05:00:00.000Z', '2026-11-23T06:00:00.000Z'];

/** Taking a person out of a room. */
export function anonymisingTests(port: () => MessageStore): void {
  const everything = async (roomId: RoomId): Promise<MessageRecord[]> => {
    const all: MessageRecord[] = [];
    for (;;) {
      const page = await port().page({ roomId, after: all.length, take: 'first', limit: 1_000 });
      if (page.length === 0) return all;
      all.push(...page);
    }
  };

  test('leaves nothing of a person in a room, and everything of the others', async () => {
    const [roomId, elsewhere] = [newRoomId(), newRoomId()];
    const [gone, stays] = [newUserId(), newUserId()];
    await port().insert(roomOf(roomId, gone, stays));
    const untouched = conversation(elsewhere, 2).map((each) => ({ ...each, userId: gone }));
    await port().insert(untouched);
    const before = await everything(roomId);
    await port().anonymise(roomId, gone, at);
    const after = await everything(roomId);
    assert.deepEqual(after, expectedOf(before, gone));
    assert.ok(!JSON.stringify(after).includes(gone));
    assert.ok(!JSON.stringify(after).includes('가는 사람'));
    assert.deepEqual(await everything(elsewhere), untouched);
    await port().anonymise(roomId, gone, later);
    assert.deepEqual(await everything(roomId), after, 'again is no change');
    assert.deepEqual(await port().ends([roomId]), new Map([[roomId, { seq: 6, textCount: 5 }]]));
  });

  test('two people who gave the same clientMessageId and stand in one note', async () => {
    const [roomId, clientMessageId] = [newRoomId(), newClientMessageId()];
    const people = [newUserId(), newUserId(), newUserId()] as const;
    const sent = people.map((userId, index) => message({ roomId, seq: index + 1, userId, clientMessageId }));
    const noted = people.slice(0, 2).map((userId) => ({ userId, nickname: '이름' }));
    sent.push(
      message({ roomId, seq: 4, kind: 'system', message: '', system: { type: 'joined', people: noted } }),
    );
    await port().insert(sent);
    for (const userId of people.slice(0, 2)) await port().anonymise(roomId, userId, at);
    const after = await everything(roomId);
    assert.deepEqual(
      after.map(({ userId }) => userId),
      [nobody.userId, nobody.userId, people[2], sent[3]?.userId],
    );
    assert.deepEqual(after[3]?.system?.people, [nobody, nobody]);
    assert.deepEqual(
      after.slice(0, 2).map(({ message: text }) => text),
      ['', ''],
    );
    assert.equal(new Set(after.slice(0, 2).map((each) => each.clientMessageId)).size, 2);
    assert.deepEqual(await port().findSent(sent.slice(0, 3)), sent.slice(2, 3), 'only who is still there');
  });

  test('goes through a long room in slices that let others write meanwhile', async () => {
    const [roomId, gone] = [newRoomId(), newUserId()];
    const long = conversation(roomId, 2_500).map((each) => (each.seq % 2 ? { ...each, userId: gone } : each));
    await port().insert(long);
    const [other] = [message()];
    const order: string[] = [];
    await Promise.all([
      port()
        .anonymise(roomId, gone, at)
        .then(() => order.push('anonymised')),
      port()
        .insert([other])
        .then(() => order.push('inserted')),
    ]);
    assert.deepEqual(order, ['inserted', 'anonymised']);
    const own = (await everything(roomId)).filter(({ userId }) => userId === nobody.userId);
    assert.deepEqual(
      own.map(({ seq }) => seq),
      long.filter(({ userId }) => userId === gone).map(({ seq }) => seq),
    );
    assert.ok(own.every(({ message: text, unsentAt }) => text === '' && unsentAt === at));
  });

  test('a room without the person, or without anything, is no trouble', async () => {
    const roomId = newRoomId();
    const record = message({ roomId, reactions: [{ emoji: '👍', userId: newUserId() }] });
    await port().insert([record]);
    await port().anonymise(roomId, newUserId(), at);
    assert.deepEqual(await everything(roomId), [record]);
    await port().anonymise(newRoomId(), newUserId(), at);
  });
}

/** A room in which somebody left every kind of trace. */
function roomOf(roomId: RoomId, gone: UserId, stays: UserId): MessageRecord[] {
  const [own, other] = [
    { userId: gone, nickname: '가는 사람' },
    { userId: stays, nickname: '남는 사람' },
  ];
  const both = [
    { emoji: '👍', userId: gone },
    { emoji: '👍', userId: stays },
  ];
  return [
    message({ roomId, seq: 1, ...own, forwarded: true, reactions: both, editedAt: at }),
    message({ roomId, seq: 2, ...own, message: '', unsentAt: '2026-11-23T04:30:00.000Z' }),
    message({
      roomId,
      seq: 3,
      ...other,
      replySeq: 1,
      reactions: both,
      mentions: [
        { userId: gone, start: 0, length: 1 },
        { userId: 'all', start: 1, length: 1 },
      ],
    }),
    message({
      roomId,
      seq: 4,
      ...other,
      reactions: [{ emoji: '👍', userId: gone }],
      mentions: [{ userId: gone, start: 0, length: 1 }],
    }),
    message({ roomId, seq: 5, ...other }),
    message({
      roomId,
      seq: 6,
      textCount: 5,
      ...own,
      kind: 'system',
      message: '',
      system: { type: 'left', people: [own, other] },
    }),
  ];
}

function expectedOf([one, two, three, four, five, six]: MessageRecord[], gone: UserId): unknown[] {
  const bare = ({ forwarded: _, reactions: __, editedAt: ___, ...rest }: MessageRecord) => rest;
  const renamed = ({ messageId }: MessageRecord) => ({ ...nobody, clientMessageId: messageId });
  const alone = ({ reactions: _, mentions: __, ...rest }: MessageRecord) => rest;
  assert.ok(one && two && three && four && five && six);
  const others = six.system?.people.filter(({ userId }) => userId !== gone) ?? [];
  return [
    { ...bare(one), ...renamed(one), message: '', unsentAt: at },
    { ...two, ...renamed(two) },
    { ...three, reactions: three.reactions?.slice(1), mentions: three.mentions?.slice(1) },
    alone(four),
    five,
    { ...six, ...renamed(six), system: { type: 'left', people: [nobody, ...others] } },
  ];
}
