import type { MessageId, RoomId, UserId } from '../../../backend/contract/index.ts';
import type { MessageRecord } from '../../../backend/ports/index.ts';

/** When the first of them was said, in milliseconds since 1970. */
export const seededSince = Date.UTC(2026, 0, 1);

interface Seed {
  /** One for every message of the server; later ones are younger, a second each. */
  number: number;
  roomId: RoomId;
  seq: number;
  userId: UserId;
  message?: string;
}

/** A message as it would be stored, all texts and readable. */
export function seededMessage({ number, roomId, seq, userId, message }: Seed): MessageRecord {
  return {
    roomId,
    seq,
    textCount: seq,
    messageId: idAt(number, 'a') as MessageId,
    clientMessageId: idAt(number, 'b') as MessageRecord['clientMessageId'],
    userId,
    nickname: '벤치',
    message: message ?? `${seq}번째 이야기: 오늘 저녁에 뭐 먹을까요? 저는 아무거나 좋아요.`,
    kind: 'text',
    createdAt: new Date(seededSince + number * 1_000).toISOString(),
  };
}

/** A UUIDv7 that grows with the number, as the real ones do. */
function idAt(number: number, kind: 'a' | 'b'): string {
  const time = (seededSince + number * 1_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000000${kind}`;
}
