import type { RoomId, UserId } from '../../../backend/contract/index.ts';
import { chooseEngines } from '../../../backend/engines.ts';
import type { MessageRecord } from '../../../backend/ports/index.ts';
import { readConfiguration } from '../../../backend/runtime/index.ts';
import type { BenchEngines } from './bench-engines.ts';

const roomId = 'bench-history' as RoomId;
const atOnce = 10_000;
const createdAt = Date.UTC(2026, 0, 1);

/** Puts a room full of messages into the stores of a server that is not running. */
export async function seedRoom({ settings }: BenchEngines, user: string, messages: number): Promise<string> {
  const userId = user as UserId;
  await using stores = await chooseEngines(readConfiguration(settings)).chatStores();
  const unread = { joinedSeq: 0, joinedTextCount: 0, readSeq: 0, readTextCount: 0 };
  const participant = { roomId, userId, ...unread, muted: false, favourite: false };
  const room = { roomId, kind: 'group', title: 'bench', owner: userId, createdAt, changes: 0 } as const;
  await stores.rooms.addRoom(room, [participant]);
  for (let first = 1; first <= messages; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, messages - first + 1) }, (_, index) =>
      messageAt(first + index, userId),
    );
    await stores.messages.insert(some);
  }
  return roomId;
}

function messageAt(seq: number, userId: UserId): MessageRecord {
  return {
    roomId,
    seq,
    textCount: seq,
    messageId: idAt(seq, 'a') as MessageRecord['messageId'],
    clientMessageId: idAt(seq, 'b') as MessageRecord['clientMessageId'],
    userId,
    nickname: '벤치',
    message: `${seq}번째 이야기: 오늘 저녁에 뭐 먹을까요? 저는 아무거나 좋아요.`,
    kind: 'text',
    createdAt: new Date(createdAt + seq * 1_000).toISOString(),
  };
}

/** A UUIDv7 that grows with seq, as the real ones do. */
export function idAt(seq: number, kind: 'a' | 'b'): string {
  const time = (createdAt + seq * 1_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000000${kind}`;
}
