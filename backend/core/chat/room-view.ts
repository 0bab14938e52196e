import type { ChatMessage, Participant, Profile, Room, UserId } from '../../contract/index.ts';
import type { ParticipantRecord, ProfileStore, RoomRecord } from '../../ports/index.ts';

/** What a room is made of for one of its participants. */
export interface RoomParts {
  room: RoomRecord;
  own: ParticipantRecord;
  participantCount: number;
  participants: readonly ParticipantRecord[];
  lastMessage: ChatMessage | undefined;
}

/** The messages after the read position that this participant may see. */
export function unreadOf(own: ParticipantRecord, lastSeq: number): number {
  return Math.max(0, lastSeq - Math.max(own.readSeq, own.joinedSeq));
}

/** Rooms as their participant sees them, with the participants' names from the service's own copy of the profiles. */
export async function viewRooms(parts: readonly RoomParts[], profiles: ProfileStore): Promise<Room[]> {
  const ids = new Set(parts.flatMap((part) => part.participants.map((participant) => participant.userId)));
  const known = await profiles.find([...ids]);
  return parts.map((part) => viewRoom(part, known));
}

function viewRoom(parts: RoomParts, known: Map<UserId, Profile>): Room {
  const { room, own, participantCount, participants, lastMessage } = parts;
  const lastSeq = lastMessage?.seq ?? 0;
  return {
    roomId: room.roomId,
    kind: room.kind,
    title: room.title,
    createdAt: new Date(room.createdAt).toISOString(),
    participantCount,
    participants: participants.map((participant) => viewParticipant(participant, room, known)),
    lastMessage: lastMessage && lastMessage.seq > own.joinedSeq ? lastMessage : null,
    lastSeq,
    readSeq: own.readSeq,
    unread: unreadOf(own, lastSeq),
    muted: own.muted,
    favourite: own.favourite,
  };
}

/** A participant whose profile has not arrived here yet shows under their id. */
function viewParticipant(
  record: ParticipantRecord,
  room: RoomRecord,
  known: Map<UserId, Profile>,
): Participant {
  const { userId, joinedSeq, readSeq } = record;
  const profile = known.get(userId) ?? { userId, nickname: userId, statusMessage: '', avatar: '' };
  return { ...profile, joinedSeq, readSeq, owner: room.kind !== 'direct' && room.createdBy === userId };
}
