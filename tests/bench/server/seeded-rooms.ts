import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { RoomId, UserId } from '../../../backend/contract/index.ts';
import { rebuildSearch } from '../../../backend/core/chat/index.ts';
import { chooseEngines } from '../../../backend/engines.ts';
import type { ChatStores } from '../../../backend/ports/index.ts';
import { readConfiguration } from '../../../backend/runtime/index.ts';
import type { BenchEngines } from './bench-engines.ts';
import { seededMessage, seededSince } from './seeded-message.ts';
import type { Vocabulary } from './vocabulary.ts';

const atOnce = 10_000;
const somebodyElse = 'somebody.else' as UserId;

export interface SeededRooms {
  /** Messages that were brought into the search in a second. */
  indexedPerSecond: number;
  /** Bytes of the search per message; embedded engines only. */
  bytesPerMessage: number | undefined;
}

interface Seeds {
  messages: number;
  /** Who is in the first rooms; the others are those of somebody else. */
  userId: string;
  ownRooms: number;
  foreignRooms: number;
  vocabulary: Vocabulary;
}

/** Puts rooms with messages into the stores of a server that is not running, a few rooms with most of them, and indexes all. */
export async function seedRooms(engines: BenchEngines, seeds: Seeds): Promise<SeededRooms> {
  await using stores = await chooseEngines(readConfiguration(engines.settings)).chatStores();
  const rooms = await addRooms(stores, seeds);
  await addMessages(stores, rooms, seeds);
  const startedAt = performance.now();
  await rebuildSearch(stores);
  const indexedPerSecond = (seeds.messages / (performance.now() - startedAt)) * 1_000;
  return { indexedPerSecond, bytesPerMessage: sizeOf(engines, seeds.messages) };
}

async function addRooms({ rooms }: ChatStores, seeds: Seeds): Promise<RoomId[]> {
  const ids = Array.from({ length: seeds.ownRooms + seeds.foreignRooms }, (_, at) => `bench-${at}` as RoomId);
  for (const [at, roomId] of ids.entries()) {
    const userId = (at < seeds.ownRooms ? seeds.userId : somebodyElse) as UserId;
    const place = { joinedSeq: 0, joinedTextCount: 0, readSeq: 0, readTextCount: 0 };
    const room = {
      roomId,
      kind: 'group',
      title: `방 ${at}`,
      owner: userId,
      createdAt: seededSince,
      changes: 0,
    } as const;
    await rooms.addRoom(room, [{ roomId, userId, ...place, muted: false, favourite: false }]);
  }
  return ids;
}

async function addMessages({ messages }: ChatStores, rooms: RoomId[], seeds: Seeds): Promise<void> {
  const seqs = new Map<RoomId, number>();
  for (let first = 0; first < seeds.messages; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, seeds.messages - first) }, (_, index) => {
      // The first room has 7 % of all, later ones ever less.
      const roomId = rooms[Math.floor(seeds.vocabulary.random() ** 2 * rooms.length)] as RoomId;
      const seq = (seqs.get(roomId) ?? 0) + 1;
      seqs.set(roomId, seq);
      const message = seeds.vocabulary.sentence();
      return seededMessage({ number: first + index, roomId, seq, userId: somebodyElse, message });
    });
    await messages.insert(some);
  }
}

function sizeOf({ kind, settings }: BenchEngines, messages: number): number | undefined {
  if (kind !== 'embedded') return undefined;
  const file = join((settings.MARU_STORE ?? '').slice('embedded:'.length), 'search.sqlite');
  return statSync(file).size / messages;
}
