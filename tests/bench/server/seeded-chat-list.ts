import type { RoomId, RoomKind, UserId } from '../../../backend/contract/index.ts';
import { chooseEngines } from '../../../backend/engines.ts';
import type { ChatStores } from '../../../backend/ports/index.ts';
import { readConfiguration } from '../../../backend/runtime/index.ts';
import type { BenchEngines } from './bench-engines.ts';
import type { Person } from './people.ts';
import { seededMessage, seededSince } from './seeded-message.ts';

/** Messages that the shortest room has, and how many more the longest. */
const [fewest, more] = [20, 180];

/**
 * Gives the first of the people so many rooms with messages, in a server that is not running: one with themselves, a quarter
 * direct ones, and groups of up to thirty. Some are read to the end, some muted, some favourites. Gives their ids.
 */
export async function seedChatList(
  { settings }: BenchEngines,
  people: readonly Person[],
  count: number,
): Promise<RoomId[]> {
  await using stores = await chooseEngines(readConfiguration(settings)).chatStores();
  const rooms: RoomId[] = [];
  for (let index = 0; index < count; index++) rooms.push(await seedOne(stores, people, index));
  return rooms;
}

async function seedOne(
  { rooms, messages }: ChatStores,
  people: readonly Person[],
  index: number,
): Promise<RoomId> {
  const roomId = `bench-list-${index}` as RoomId;
  const inside = membersOf(people, index);
  const [owner] = inside as [UserId];
  const length = fewest + ((index * 37) % more);
  const readSeq = index % 3 === 0 ? length : length - (index % fewest);
  const place = { joinedSeq: 0, joinedTextCount: 0, readSeq, readTextCount: readSeq };
  const settings = { muted: index % 10 === 0, favourite: index % 25 === 0 };
  const room = { roomId, kind: kindOf(index), title: '', owner, createdAt: seededSince, changes: 0 };
  await rooms.addRoom(
    room,
    inside.map((userId) => ({ roomId, userId, ...place, ...settings })),
  );
  await messages.insert(
    Array.from({ length }, (_, at) =>
      seededMessage({
        // Rooms take turns, so that their last messages lie all over the time.
        number: (at + 1) * 1_000 + index,
        roomId,
        seq: at + 1,
        userId: inside[at % inside.length] as UserId,
      }),
    ),
  );
  return roomId;
}

function kindOf(index: number): RoomKind {
  if (index === 0) return 'self';
  return index % 4 === 1 ? 'direct' : 'group';
}

function membersOf(people: readonly Person[], index: number): UserId[] {
  const others = { self: 0, direct: 1, group: 2 + (index % 28) }[kindOf(index)];
  const [asker, ...rest] = people.map(({ userId }) => userId as UserId);
  const first = index % (rest.length - others + 1);
  return [asker as UserId, ...rest.slice(first, first + others)];
}
