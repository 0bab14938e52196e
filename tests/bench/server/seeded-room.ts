import type { RoomId, UserId } from '../../../backend/contract/index.ts';
import { chooseEngines } from '../../../backend/engines.ts';
import { readConfiguration } from '../../../backend/runtime/index.ts';
import type { BenchEngines } from './bench-engines.ts';
import { seededMessage, seededSince } from './seeded-message.ts';

const roomId = 'bench-history' as RoomId;
const atOnce = 10_000;

/** Puts a room full of messages into the stores of a server that is not running. */
export async function seedRoom({ settings }: BenchEngines, user: string, messages: number): Promise<string> {
  const userId = user as UserId;
  await using stores = await chooseEngines(readConfiguration(settings)).chatStores();
  const unread = { joinedSeq: 0, joinedTextCount: 0, readSeq: 0, readTextCount: 0 };
  const participant = { roomId, userId, ...unread, muted: false, favourite: false };
  const room = {
    roomId,
    kind: 'group',
    title: 'bench',
    owner: userId,
    createdAt: seededSince,
    changes: 0,
  } as const;
  await stores.rooms.addRoom(room, [participant]);
  for (let first = 1; first <= messages; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, messages - first + 1) }, (_, index) =>
      seededMessage({ number: first + index, roomId, seq: first + index, userId }),
    );
    await stores.messages.insert(some);
  }
  return roomId;
}
