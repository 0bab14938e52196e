import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClientMessageId, RoomId, UserId } from '../../backend/contract/index.ts';
import type { MessagePageQuery, MessageRecord, MessageStore, RoomEnd } from '../../backend/ports/index.ts';
import { message, newClientMessageId, newRoomId, newUserId } from './samples.ts';

/** What a MessageStore is, without an engine: a list in which the two unique indexes are looked up by walking. */
class ModelStore {
  readonly #messages: MessageRecord[] = [];

  insert(messages: readonly MessageRecord[]): Set<RoomId> {
    const conflicts = new Set<RoomId>();
    for (const each of messages) {
      if (conflicts.has(each.roomId)) continue;
      if (this.#messages.some((stored) => clashes(stored, each))) conflicts.add(each.roomId);
      else this.#messages.push(each);
    }
    return conflicts;
  }

  page({ roomId, after, before = Number.POSITIVE_INFINITY, take, limit }: MessagePageQuery): MessageRecord[] {
    const range = this.#messages
      .filter((each) => each.roomId === roomId && each.seq > after && each.seq < before)
      .sort((a, b) => a.seq - b.seq);
    return take === 'first' ? range.slice(0, limit) : range.slice(-limit);
  }

  end(roomId: RoomId): RoomEnd {
    const [last] = this.page({ roomId, after: 0, take: 'last', limit: 1 });
    return { seq: last?.seq ?? 0, textCount: last?.textCount ?? 0 };
  }

  findSent(key: MessageRecord): MessageRecord[] {
    return this.#messages.filter((each) => isSent(each, key));
  }
}

const isSent = (a: MessageRecord, b: MessageRecord): boolean =>
  a.roomId === b.roomId && a.userId === b.userId && a.clientMessageId === b.clientMessageId;

const clashes = (a: MessageRecord, b: MessageRecord): boolean =>
  (a.roomId === b.roomId && a.seq === b.seq) || isSent(a, b);

/** A message that is picked by small numbers, so that clashes of every kind are common. */
const pick = fc.record({
  room: fc.nat(2),
  seq: fc.integer({ min: 1, max: 9 }),
  user: fc.nat(1),
  sent: fc.nat(12),
});
const calls = fc.array(fc.array(pick, { maxLength: 6 }), { maxLength: 12 });
const query = fc.record({
  room: fc.nat(2),
  after: fc.nat(9),
  before: fc.option(fc.integer({ min: 1, max: 11 }), { nil: undefined }),
  take: fc.constantFrom('first' as const, 'last' as const),
  limit: fc.integer({ min: 1, max: 6 }),
});

/** Any insertions, then any page: the engine and the model agree. */
export function messageStoreProperties(port: () => MessageStore): void {
  test('agrees with a model on any insertions and pages', async () => {
    const property = fc.asyncProperty(calls, fc.array(query, { maxLength: 6 }), (inserts, pages) =>
      compare(port(), inserts, pages),
    );
    await fc.assert(property, { numRuns: 60 });
  });
}

type Values<A> = A extends fc.Arbitrary<infer V> ? V : never;

async function compare(
  store: MessageStore,
  inserts: Values<typeof calls>,
  pages: Values<typeof query>[],
): Promise<void> {
  const world = newWorld();
  const model = new ModelStore();
  for (const call of inserts) {
    // The port asks for ascending seqs within a room.
    const messages = call.sort((a, b) => a.seq - b.seq).map(world.message);
    assert.deepEqual((await store.insert(messages)).conflicts, model.insert(messages));
    for (const each of messages) assert.deepEqual(await store.findSent([each]), model.findSent(each));
  }
  const expected = new Map(world.rooms.map((roomId) => [roomId, model.end(roomId)]));
  assert.deepEqual(await store.ends(world.rooms), expected);
  for (const { room, before, ...rest } of pages) {
    const asked = { roomId: world.room(room), ...rest, ...(before === undefined ? {} : { before }) };
    assert.deepEqual(await store.page(asked), model.page(asked));
  }
}

/** Real ids behind the small numbers, new for every run. */
function newWorld() {
  const rooms: RoomId[] = Array.from({ length: 3 }, newRoomId);
  const users: UserId[] = Array.from({ length: 2 }, newUserId);
  const sent: ClientMessageId[] = Array.from({ length: 13 }, newClientMessageId);
  const room = (number: number): RoomId => rooms[number] ?? newRoomId();
  const userId = (number: number): UserId => users[number] ?? newUserId();
  return {
    rooms,
    room,
    message: (picked: Values<typeof pick>): MessageRecord =>
      message({
        roomId: room(picked.room),
        seq: picked.seq,
        userId: userId(picked.user),
        clientMessageId: sent[picked.sent] ?? newClientMessageId(),
      }),
  };
}
