import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { NewRoom, Outcome, Room, RoomId, UserId } from '../../contract/index.ts';
import type {
  BlockStore,
  MessageStore,
  ParticipantRecord,
  RoomRecord,
  RoomStore,
} from '../../ports/index.ts';
import { createRoomDetails } from './room-details.ts';
import { createRooms } from './rooms.ts';

const [jimin, seojun] = ['jimin', 'seojun'] as UserId[] as [UserId, UserId];
const roomId = 'room' as RoomId;

/** As much of the stores as opening one room takes. */
function openRooms(known: readonly UserId[], blocked: readonly UserId[] = []) {
  let room: RoomRecord | undefined;
  let participants: readonly ParticipantRecord[] = [];
  const rooms: Partial<RoomStore> = {
    async addRoom(added, members) {
      [room, participants] = [added, members];
      return 'added';
    },
    findRoom: async () => room,
    findHidden: async () => [],
    findParticipants: async () => [...participants],
    findParticipant: async (_, userId) => participants.find((each) => each.userId === userId),
  };
  const messages: Partial<MessageStore> = { page: async () => [] };
  const blocks: Partial<BlockStore> = {
    find: async (pairs) => {
      const found = pairs.filter(({ userId }) => blocked.includes(userId));
      return found.map((pair) => ({ ...pair, roomId }));
    },
  };
  const profileOf = (userId: UserId) => ({ userId, nickname: userId, statusMessage: '', avatar: '' });
  const dependencies = {
    rooms: rooms as RoomStore,
    messages: messages as MessageStore,
    blocks: blocks as BlockStore,
    profiles: {
      put: async () => {},
      remove: async () => {},
      listIds: async () => [],
      find: async (ids: readonly UserId[]) =>
        new Map(ids.filter((id) => known.includes(id)).map((id) => [id, profileOf(id)])),
    },
    clock: { now: () => 0 },
  };
  return createRooms({ ...dependencies, details: createRoomDetails(dependencies) });
}

async function create(
  room: NewRoom,
  known: readonly UserId[],
  blocked: readonly UserId[] = [],
): Promise<Outcome<Room>> {
  return (await openRooms(known, blocked).create({ roomId, userId: jimin, room })).outcome;
}

test('whoever opens a room needs no profile here yet: the sign-up may be a moment ahead', async () => {
  assert.equal((await create({ kind: 'self' }, [])).ok, true);
  assert.equal((await create({ kind: 'direct', userIds: [seojun] }, [seojun])).ok, true);
});

test('the others must be known', async () => {
  const outcome = await create({ kind: 'direct', userIds: [seojun] }, [jimin]);
  assert.deepEqual(outcome, { ok: false, code: 'user_not_found', details: { userIds: [seojun] } });
});

test('nobody opens a room with somebody who blocks them, nor with somebody they block', async () => {
  for (const kind of ['direct', 'group'] as const) {
    const room = { kind, userIds: [seojun] };
    const refusal = { ok: false, code: 'not_reachable' } as const;
    assert.deepEqual(await create(room, [seojun], [seojun]), {
      ...refusal,
      details: { userIds: [seojun], blocked: [] },
    });
    assert.deepEqual(await create(room, [seojun], [jimin]), {
      ...refusal,
      details: { userIds: [seojun], blocked: [seojun] },
    });
  }
});

test('a direct room or a group with oneself alone is refused', async () => {
  for (const kind of ['direct', 'group'] as const) {
    const outcome = await create({ kind, userIds: [jimin] }, [jimin]);
    assert.equal(outcome.ok ? undefined : outcome.code, 'invalid_request');
  }
});
