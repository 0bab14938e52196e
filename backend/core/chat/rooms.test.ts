import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { NewRoom, Outcome, Room, RoomId, UserId } from '../../contract/index.ts';
import type { MessageStore, ParticipantRecord, RoomRecord, RoomStore } from '../../ports/index.ts';
import { createRooms } from './rooms.ts';

const [jimin, seojun] = ['jimin', 'seojun'] as UserId[] as [UserId, UserId];
const roomId = 'room' as RoomId;

/** As much of the stores as opening one room takes. */
function openRooms(known: readonly UserId[]) {
  let room: RoomRecord | undefined;
  let participants: readonly ParticipantRecord[] = [];
  const rooms: Partial<RoomStore> = {
    async addRoom(added, members) {
      [room, participants] = [added, members];
      return 'added';
    },
    findRoom: async () => room,
    findParticipants: async () => [...participants],
    findParticipant: async (_, userId) => participants.find((each) => each.userId === userId),
  };
  const messages: Partial<MessageStore> = { page: async () => [] };
  const profileOf = (userId: UserId) => ({ userId, nickname: userId, statusMessage: '', avatar: '' });
  return createRooms({
    rooms: rooms as RoomStore,
    messages: messages as MessageStore,
    profiles: {
      put: async () => {},
      remove: async () => {},
      find: async (ids) => new Map(ids.filter((id) => known.includes(id)).map((id) => [id, profileOf(id)])),
    },
    clock: { now: () => 0 },
  });
}

async function create(room: NewRoom, known: readonly UserId[]): Promise<Outcome<Room>> {
  return (await openRooms(known).create({ roomId, userId: jimin, room })).outcome;
}

test('whoever opens a room needs no profile here yet: the sign-up may be a moment ahead', async () => {
  assert.equal((await create({ kind: 'self' }, [])).ok, true);
  assert.equal((await create({ kind: 'direct', userIds: [seojun] }, [seojun])).ok, true);
});

test('the others must be known', async () => {
  const outcome = await create({ kind: 'direct', userIds: [seojun] }, [jimin]);
  assert.deepEqual(outcome, { ok: false, code: 'user_not_found', details: { userIds: [seojun] } });
});

test('a direct room or a group with oneself alone is refused', async () => {
  for (const kind of ['direct', 'group'] as const) {
    const outcome = await create({ kind, userIds: [jimin] }, [jimin]);
    assert.equal(outcome.ok ? undefined : outcome.code, 'invalid_request');
  }
});
