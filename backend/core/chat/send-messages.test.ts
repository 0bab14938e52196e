import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientMessageId, RoomId, UserId } from '../../contract/index.ts';
import {
  type Block,
  type BlockStore,
  EngineUnavailable,
  type MessageRecord,
  type MessageStore,
  type RoomStore,
} from '../../ports/index.ts';
import { createSendMessages } from './send-messages.ts';

const userId = 'jimin' as UserId;
let made = 0;
const sending = (roomId: string, clientMessageId: string, message = clientMessageId) => ({
  roomId: roomId as RoomId,
  userId,
  clientMessageId: clientMessageId as ClientMessageId,
  message,
});

/** A message store whose calls each take a turn of the event loop, so that writers get in each other's way. */
function slowStore(): MessageStore & { all: MessageRecord[] } {
  const all: MessageRecord[] = [];
  const clashes = (one: MessageRecord) =>
    all.some(
      (other) =>
        other.roomId === one.roomId &&
        (other.seq === one.seq || other.clientMessageId === one.clientMessageId),
    );
  return {
    all,
    async ends(roomIds) {
      await nextTurn();
      const last = (roomId: RoomId) => all.filter((message) => message.roomId === roomId).length;
      return new Map(roomIds.map((roomId) => [roomId, { seq: last(roomId), textCount: last(roomId) }]));
    },
    async findSent(keys) {
      await nextTurn();
      const isOf = (message: MessageRecord) =>
        keys.some((key) => key.roomId === message.roomId && key.clientMessageId === message.clientMessageId);
      return all.filter(isOf);
    },
    async insert(messages) {
      await nextTurn();
      const conflicts = new Set<RoomId>();
      for (const message of messages) {
        if (conflicts.has(message.roomId)) continue;
        if (clashes(message)) conflicts.add(message.roomId);
        else all.push(message);
      }
      return { conflicts };
    },
    page: async () => [],
    findBySeq: async () => [],
    edit: async () => undefined,
    unsend: async () => undefined,
    react: async () => undefined,
    anonymise: async () => {},
    removeUpTo: async () => 0,
  };
}

const unread = { joinedSeq: 0, joinedTextCount: 0, readSeq: 0, readTextCount: 0 };

const rooms: Partial<RoomStore> = {
  findMemberships: async (keys) => ({
    rooms: new Set(keys.map(({ roomId }) => roomId).filter((roomId) => roomId !== 'nowhere')),
    members: keys
      .filter(({ roomId }) => roomId !== 'nowhere' && roomId !== 'foreign')
      .map((key) => ({ ...key, ...unread, muted: false, favourite: false })),
  }),
  advanceReadPositions: async () => {},
  findHidden: async () => [],
};

const writer = (messages: MessageStore, blocked: readonly Block[] = []) => {
  const send = createSendMessages({
    rooms: rooms as RoomStore,
    messages,
    blocks: { findInRooms: async () => [...blocked] } as Partial<BlockStore> as BlockStore,
    profiles: {
      put: async () => {},
      remove: async () => {},
      listIds: async () => [],
      find: async () => new Map(),
    },
    clock: { now: () => 0 },
    ids: { next: () => `id-${made++}` },
  });
  return async (batch: Parameters<typeof send>[0]) => (await send(batch)).map(({ outcome }) => outcome);
};

test('writers that share a room by mistake leave no gap, no double and no loss', async () => {
  const store = slowStore();
  const batches = Array.from({ length: 6 }, (_, writer) =>
    Array.from({ length: 5 }, (_, n) => sending(n % 2 ? 'one' : 'two', `${writer}-${n}`)),
  );
  const shared = sending('one', 'shared');
  const outcomes = await Promise.all(batches.map((batch) => writer(store)([...batch, shared])));
  for (const roomId of ['one', 'two']) {
    const seqs = store.all.filter((message) => message.roomId === roomId).map(({ seq }) => seq);
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
    );
  }
  assert.equal(store.all.length, 6 * 5 + 1);
  const shares = outcomes.map((answers) => answers.at(-1));
  for (const share of shares) assert.deepEqual(share, shares[0]);
});

test('the same message twice in a batch is one message, and both get its first text', async () => {
  const store = slowStore();
  const outcomes = await writer(store)([sending('one', 'a', '처음'), sending('one', 'a', '다음')]);
  assert.equal(store.all.length, 1);
  assert.deepEqual(outcomes[0], outcomes[1]);
});

test('refusals stand where their requests stood, and take no seq', async () => {
  const store = slowStore();
  const batch = [sending('one', 'a'), sending('foreign', 'b'), sending('nowhere', 'c'), sending('one', 'd')];
  const outcomes = await writer(store)(batch);
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.ok ? outcome.value.seq : outcome.code)),
    [1, 'not_a_participant', 'room_not_found', 2],
  );
});

test('a blocked room takes nothing new from either side, and tells again what it took before', async () => {
  const store = slowStore();
  const [first] = await writer(store)([sending('one', 'a')]);
  const block: Block = { userId: 'seojun' as UserId, blockedUserId: userId, roomId: 'one' as RoomId };
  const batch = [sending('one', 'a'), sending('one', 'b'), sending('two', 'c')];
  const outcomes = await writer(store, [block])(batch);
  assert.deepEqual(outcomes.slice(0, 2), [
    first,
    { ok: false, code: 'not_reachable', details: { userIds: ['seojun'], blocked: [] } },
  ]);
  assert.equal(outcomes[2]?.ok, true);
  const own: Block = { ...block, userId, blockedUserId: 'seojun' as UserId };
  assert.deepEqual(await writer(store, [own])([sending('one', 'd')]), [
    { ok: false, code: 'not_reachable', details: { userIds: ['seojun'], blocked: ['seojun'] } },
  ]);
  assert.equal(store.all.length, 2);
});

test('a writer that loses every race gives up as if the engine were away, so nothing is lost', async () => {
  const store = slowStore();
  const losing: MessageStore = {
    ...store,
    insert: async (all) => ({ conflicts: new Set(all.map((m) => m.roomId)) }),
  };
  await assert.rejects(writer(losing)([sending('one', 'a')]), EngineUnavailable);
});

test('a writer remembers where its rooms end, and goes on behind another writer all the same', async () => {
  const store = slowStore();
  let looks = 0;
  const watched: MessageStore = {
    ...store,
    ends: (roomIds) => {
      looks++;
      return store.ends(roomIds);
    },
  };
  const [one, other] = [writer(watched), writer(store)];
  for (const batch of ['a', 'b', 'c'])
    await one([sending('one', `${batch}-1`), sending('one', `${batch}-2`)]);
  assert.equal(looks, 1);
  await other([sending('one', 'foreign'), sending('one', 'a-1')]);
  const outcomes = await one([sending('one', 'd'), sending('one', 'foreign')]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.ok && outcome.value.seq),
    [8, 7],
  );
  assert.equal(looks, 2);
});
