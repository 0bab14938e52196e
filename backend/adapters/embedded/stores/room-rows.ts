import type { RoomId, RoomKind, UserId } from '../../../contract/index.ts';
import type { HiddenRoom, ParticipantRecord, RoomRecord } from '../../../ports/index.ts';

/** A row of the table rooms. */
export function toRoom(row: Record<string, unknown>): RoomRecord {
  return {
    roomId: row.room_id as RoomId,
    kind: row.kind as RoomKind,
    title: row.title as string,
    owner: row.owner as UserId,
    createdAt: row.created_at as number,
    changes: row.changes as number,
    ...(row.notice === null ? {} : { notice: JSON.parse(row.notice as string) }),
  };
}

/** A row of the table participants. */
export function toParticipant(row: Record<string, unknown>): ParticipantRecord {
  return {
    roomId: row.room_id as RoomId,
    userId: row.user_id as UserId,
    joinedSeq: row.joined_seq as number,
    joinedTextCount: row.joined_text_count as number,
    readSeq: row.read_seq as number,
    readTextCount: row.read_text_count as number,
    muted: row.muted === 1,
    favourite: row.favourite === 1,
  };
}

/** A row of the table hidden_rooms. */
export function toHidden(row: Record<string, unknown>): HiddenRoom {
  return {
    roomId: row.room_id as RoomId,
    userId: row.user_id as UserId,
    seq: row.seq as number,
    requestId: row.request_id as string,
  };
}
