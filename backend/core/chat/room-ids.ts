import { createHash } from 'node:crypto';
import type { NewRoom, RoomId, UserId } from '../../contract/index.ts';

/**
 * The id of a new room follows from who is in it, so that the same direct room is found again even when both create it at
 * once, on different servers. A group's follows from who asked and the idempotency key: asking again makes no second one.
 */
export function roomIdOf(room: NewRoom, creator: UserId, idempotencyKey: string): RoomId {
  switch (room.kind) {
    case 'self':
      return roomId('self', [creator]);
    case 'direct':
      return roomId('direct', [creator, ...room.userIds].sort());
    case 'group':
      return roomId('group', [creator, idempotencyKey]);
  }
}

function roomId(kind: string, parts: readonly string[]): RoomId {
  const digest = createHash('sha256')
    .update([kind, ...parts].join('\n'))
    .digest('base64url');
  return digest.slice(0, 32) as RoomId;
}
