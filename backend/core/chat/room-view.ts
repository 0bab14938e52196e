import { nobody, type Participant, type Profile, type Room, type UserId } from '../../contract/index.ts';
import type { MessageRecord, ParticipantRecord, ProfileStore, RoomRecord } from '../../ports/index.ts';
import { viewMessage } from './message-view.ts';

/** What a room is made of for one of its participants. */
export interface RoomParts {
  room: RoomRecord;
  own: ParticipantRecord;
  participantCount: number;
  participants: readonly ParticipantRecord[];
  lastMessage: MessageRecord | undefined;
}

/** The messages after the read position that this participant may see, of a room with `textCount` that count. */
export function unreadOf(own: ParticipantRecord, textCount: number): number {
  return Math.max(0, textCount - Math.max(own.readTextCount, own.joinedTextCount));
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
    participants: [
      ...participants.map((participant) => viewParticipant(participant, room, known)),
      ...(room.kind === 'direct' && participants.length < 2 ? [whoIsGone(lastSeq)] : []),
    ],
    notice: room.notice ?? null,
    lastMessage: lastMessage && lastMessage.seq > own.joinedSeq ? viewMessage(lastMessage) : null,
    lastSeq,
    readSeq: own.readSeq,
    unread: unreadOf(own, lastMessage?.textCount ?? 0),
    muted: own.muted,
    favourite: own.favourite,
  };
}

/** The other one of a direct room who deleted their account; nothing waits for them to read it. */
const whoIsGone = (lastSeq: number): Participant => ({
  ...nobody,
  statusMessage: '',
  avatar: '',
  joinedSeq: 0,
  readSeq: lastSeq,
  owner: false,
});

/** A participant whose profile has not arrived here yet shows under their id. */
function viewParticipant(
  record: ParticipantRecord,
  room: RoomRecord,
  known: Map<UserId, Profile>,
): Participant {
  const { userId, joinedSeq, readSeq } = record;
  const profile = known.get(userId) ?? { userId, nickname: userId, statusMessage: '', avatar: '' };
  return { ...profile, joinedSeq, readSeq, owner: room.kind !== 'direct' && room.owner === userId };
}
