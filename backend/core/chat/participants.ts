import type { RoomId, UserId } from '../../contract/index.ts';
import type { ParticipantRecord, RoomEnd } from '../../ports/index.ts';

/** Somebody who sees what comes after `place`, and has nothing to read. */
export function newParticipant(roomId: RoomId, userId: UserId, place: RoomEnd): ParticipantRecord {
  const { seq, textCount } = place;
  return {
    roomId,
    userId,
    joinedSeq: seq,
    joinedTextCount: textCount,
    readSeq: seq,
    readTextCount: textCount,
    muted: false,
    favourite: false,
  };
}

/** Before the first message. */
export const roomStart: RoomEnd = { seq: 0, textCount: 0 };

/** Who has been there longest; of several since the same message, the first by id. */
export function longestStanding(people: readonly ParticipantRecord[]): ParticipantRecord | undefined {
  return [...people].sort(
    (one, other) => one.joinedSeq - other.joinedSeq || (one.userId < other.userId ? -1 : 1),
  )[0];
}
