import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { openEmbeddedChatStores, systemClock, systemIds } from '../../backend/adapters/embedded/index.ts';
import type { DomainEvent, Handled, RoomId, UserId } from '../../backend/contract/index.ts';
import { createRoomCommands } from '../../backend/core/chat/index.ts';
import type { ChatStores } from '../../backend/ports/index.ts';
import { message, participant, profile, room } from '../contract/samples.ts';
import { temporaryFolder } from '../support/maru-folder.ts';

type Commands = ReturnType<typeof createRoomCommands>;

const requestId = '0195f0c2-7d7a-7b2e-9c55-0242ac120002';
const roomId = 'group' as RoomId;
const [directId, selfId] = ['direct', 'self'] as [RoomId, RoomId];
const [jimin, seojun, haru, bora] = ['jimin', 'seojun', 'haru', 'bora'] as [UserId, UserId, UserId, UserId];

/** What the stores do; everything else only looks. */
const writeNames = new Set([
  'addRoom',
  'addParticipants',
  'removeParticipant',
  'forgetParticipant',
  'changeRoom',
  'changeParticipant',
  'hideRoom',
  'showRoom',
  'removeRoom',
  'forgetRemovalsOf',
  'insert',
  'removeUpTo',
  'anonymise',
  'remove',
]);

/** Commands that each bring about something, of which parts may be there already when they come again. */
const commands: Record<string, (given: Commands) => Promise<Handled<unknown>>> = {
  invite: (given) => given.invite({ roomId, userId: jimin, userIds: [bora, haru, 'nabi' as UserId] }),
  leave: (given) => given.leave({ roomId, userId: seojun, leaverId: seojun, requestId }),
  'leave as the owner': (given) => given.leave({ roomId, userId: jimin, leaverId: jimin, requestId }),
  'remove somebody': (given) => given.leave({ roomId, userId: jimin, leaverId: seojun, requestId }),
  'name the group': (given) =>
    given.change({ roomId, userId: jimin, title: '새 이름', notice: '공지', owner: haru }),
  'hand over': (given) => given.change({ roomId, userId: jimin, owner: seojun }),
  'remove the room': (given) => given.remove({ roomId, userId: jimin, requestId }),
  'put a direct room away': (given) =>
    given.leave({ roomId: directId, userId: jimin, leaverId: jimin, requestId }),
  'clear the self room': (given) => given.remove({ roomId: selfId, userId: jimin, requestId }),
  'leave as the last one': (given) =>
    given.leave({ roomId: selfGroup, userId: jimin, leaverId: jimin, requestId }),
  mute: (given) => given.settings({ roomId, userId: jimin, muted: true }),
};
const selfGroup = 'alone' as RoomId;

for (const [name, run] of Object.entries(commands)) {
  test(`${name}: cut short anywhere and repeated, it has the outcome of one that went through`, async () => {
    await using whole = await openRooms();
    const expected = shapeOf(await run(whole.commands));
    const [state, writes] = [await whole.state(), whole.written()];
    assert.deepEqual(shapeOf(await run(whole.commands)), expected, 'repeated after all of it');
    assert.deepEqual(await whole.state(), state);
    for (let stopAt = 1; stopAt <= writes; stopAt++) {
      await using cut = await openRooms(stopAt);
      await assert.rejects(run(cut.commands), /the power went/);
      assert.deepEqual(shapeOf(await run(cut.healthy)), expected, `stopped before write ${stopAt}`);
      assert.deepEqual(await cut.state(), state);
    }
  });
}

test('a room put away once stays as it is when that comes again after new messages', async () => {
  for (const [name, id] of [
    ['put a direct room away', directId],
    ['clear the self room', selfId],
  ] as const) {
    await using given = await openRooms();
    const run = commands[name] ?? assert.fail();
    await run(given.commands);
    const end = (await given.stores.messages.ends([id])).get(id) ?? assert.fail();
    await given.stores.messages.insert([message({ roomId: id, seq: end.seq + 1 })]);
    const { events = [] } = await run(given.commands);
    assert.equal((await given.stores.rooms.findParticipant(id, jimin))?.joinedSeq, end.seq);
    assert.equal((await given.stores.messages.ends([id])).get(id)?.seq, end.seq + 1);
    const isListed = (await given.stores.rooms.listRooms(jimin, undefined, 9)).some(
      (entry) => entry.room.roomId === id,
    );
    assert.ok(isListed);
    assert.deepEqual(
      events.map(({ value }) => value && 'type' in value && value.type),
      ['room.hidden', 'room.created'],
    );
  }
});

test('a deletion that is cut short anywhere and repeated leaves what one that went through leaves', async () => {
  await using whole = await openRooms();
  for (const _ of [1, 2]) await whole.commands.forgetUser(jimin);
  const state = await whole.state();
  assert.ok(!JSON.stringify(state).includes(jimin), 'nothing names them');
  for (let stopAt = 1; stopAt <= whole.written(); stopAt++) {
    await using cut = await openRooms(stopAt);
    const twice = async (given: Commands) => {
      for (const _ of [1, 2]) await given.forgetUser(jimin);
    };
    await assert.rejects(twice(cut.commands), /the power went/);
    await twice(cut.healthy);
    assert.deepEqual(await cut.state(), state);
    assert.deepEqual(kindsOf(cut.told), kindsOf(whole.told), `stopped before write ${stopAt}`);
  }
});

/** A group of three of whom jimin owns it, a direct room, a self room and a group with jimin alone; each with messages. */
async function openRooms(stopAt = Number.POSITIVE_INFINITY) {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await temporaryFolder());
  const stores = opening.use(await openEmbeddedChatStores({ directory: folder.path }));
  await stores.profiles.put(
    [jimin, seojun, haru, bora, 'nabi' as UserId].map((userId) => profile({ userId })),
  );
  await furnish(stores);
  let written = 0;
  const told: DomainEvent[] = [];
  const failing = onWrite(stores, () => {
    if (++written === stopAt) throw new Error('the power went');
  });
  const tell = async (events: readonly DomainEvent[]) => {
    told.push(...events);
  };
  const shared = { clock: systemClock, ids: systemIds, tell };
  const open = opening.move();
  return {
    commands: createRoomCommands({ ...failing, ...shared }),
    healthy: createRoomCommands({ ...stores, ...shared }),
    written: () => written,
    told,
    stores,
    state: () => stateOf(stores),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function furnish({ rooms, messages }: ChatStores): Promise<void> {
  const people: [RoomId, 'group' | 'direct' | 'self', UserId[]][] = [
    [roomId, 'group', [jimin, seojun, haru]],
    [directId, 'direct', [jimin, haru]],
    [selfId, 'self', [jimin]],
    [selfGroup, 'group', [jimin]],
  ];
  for (const [id, kind, userIds] of people) {
    const record = room({ roomId: id, kind, owner: jimin, title: '' });
    await rooms.addRoom(
      record,
      userIds.map((userId) => participant(id, userId)),
    );
    await messages.insert(userIds.map((userId, at) => message({ roomId: id, userId, seq: at + 1 })));
  }
}

/** The stores, with `before` called whenever something is about to be written. */
function onWrite(stores: ChatStores, before: () => void): ChatStores {
  const wrap = <S extends object>(store: S): S =>
    new Proxy(store, {
      get(target, name, receiver) {
        const method = Reflect.get(target, name, receiver);
        if (typeof method !== 'function' || !writeNames.has(String(name))) return method;
        return async (...values: unknown[]) => {
          before();
          return method.apply(target, values);
        };
      },
    });
  return {
    ...stores,
    rooms: wrap(stores.rooms),
    messages: wrap(stores.messages),
    profiles: wrap(stores.profiles),
  };
}

/** Everything that is stored of the rooms, without what is random or the time. */
async function stateOf({ rooms, messages }: ChatStores) {
  const ids = [roomId, directId, selfId, selfGroup];
  const ever = await Promise.all(
    [jimin, seojun, haru, bora].map((id) => rooms.roomsEverOf(id, undefined, 9)),
  );
  return {
    // The marks of who is in which room: people by their place, since a test may look for an id in all of it.
    ever,
    hidden: await rooms.findHidden(ids),
    removals: (await rooms.listRemovals(9)).map(({ roomId, userIds }) => ({ roomId, userIds })),
    rooms: await Promise.all(
      ids.map(async (id) => ({
        room: withoutTime(await rooms.findRoom(id)),
        participants: await rooms.findParticipants(id),
        messages: (await messages.page({ roomId: id, after: 0, take: 'first', limit: 99 })).map(
          ({ seq, userId, kind, system, textCount }) => [
            seq,
            userId,
            kind,
            system?.type,
            system?.people,
            textCount,
          ],
        ),
      })),
    ),
  };
}

function withoutTime(record: Awaited<ReturnType<ChatStores['rooms']['findRoom']>>) {
  if (!record?.notice) return record;
  const { at: _, ...notice } = record.notice;
  return { ...record, notice };
}

/** What was told, however often. */
const kindsOf = (events: readonly DomainEvent[]) =>
  new Set(
    events.map(({ topic, key, value }) => `${topic} ${key} ${value && 'type' in value ? value.type : ''}`),
  );

/** An outcome and its events, without what is random or the time. */
function shapeOf(handled: Handled<unknown>): unknown {
  const random = ['messageId', 'clientMessageId', 'correlationId', 'createdAt', 'at'];
  const text = JSON.stringify(handled, (key, value) => (random.includes(key) ? '' : value));
  return JSON.parse(text);
}
