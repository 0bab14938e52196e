import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClientMessageId, RoomId, UserId } from '../../backend/contract/index.ts';
import type { MessageRecord, MessageStore } from '../../backend/ports/index.ts';
import { ModelStore } from './message-store-model.ts';
import { message, newClientMessageId, newRoomId, newUserId } from './samples.ts';

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

const place = { room: fc.nat(2), seq: fc.integer({ min: 1, max: 9 }) };
const change = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), ...place, named: fc.boolean() }),
  fc.record({ do: fc.constant('unsend' as const), ...place, minute: fc.nat(9) }),
  fc.record({
    do: fc.constant('react' as const),
    ...place,
    user: fc.nat(1),
    emoji: fc.nat(1),
    on: fc.boolean(),
  }),
);
const most = 3;

/** Any insertions, then any changes, then any page: the engine and the model agree. */
export function messageStoreProperties(port: () => MessageStore): void {
  test('agrees with a model on any insertions, changes and pages', async () => {
    const changes = fc.array(change, { maxLength: 20 });
    const property = fc.asyncProperty(
      calls,
      changes,
      fc.array(query, { maxLength: 6 }),
      (inserts, changed, pages) => compare(port(), inserts, changed, pages),
    );
    await fc.assert(property, { numRuns: 60 });
  });
}

type Values<A> = A extends fc.Arbitrary<infer V> ? V : never;

async function compare(
  store: MessageStore,
  inserts: Values<typeof calls>,
  changes: Values<typeof change>[],
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
  for (const each of changes)
    assert.deepEqual(await apply(store, each, world), await apply(model, each, world));
  const expected = new Map(world.rooms.map((roomId) => [roomId, model.end(roomId)]));
  assert.deepEqual(await store.ends(world.rooms), expected);
  for (const { room, before, ...rest } of pages) {
    const asked = { roomId: world.room(room), ...rest, ...(before === undefined ? {} : { before }) };
    assert.deepEqual(await store.page(asked), model.page(asked));
  }
}

/** The same change on the engine or on the model. */
function apply(store: MessageStore | ModelStore, given: Values<typeof change>, world: World) {
  const [roomId, { seq }] = [world.room(given.room), given];
  if (given.do === 'unsend') return store.unsend(roomId, seq, timeAt(given.minute));
  if (given.do === 'edit') {
    const mentions = [{ userId: 'all' as const, start: 0, length: 1 }];
    return store.edit(roomId, seq, {
      message: '고침',
      ...(given.named ? { mentions } : {}),
      editedAt: timeAt(0),
    });
  }
  const reaction = { userId: world.userId(given.user), emoji: given.emoji ? '👍' : '❤️', on: given.on };
  return store.react(roomId, seq, reaction, most);
}

const timeAt = (minute: number): string => `2026-11-23T04:0${minute}:00.000Z`;

type World = ReturnType<typeof newWorld>;

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
    userId,
    message: (picked: Values<typeof pick>): MessageRecord =>
      message({
        roomId: room(picked.room),
        seq: picked.seq,
        userId: userId(picked.user),
        clientMessageId: sent[picked.sent] ?? newClientMessageId(),
      }),
  };
}
