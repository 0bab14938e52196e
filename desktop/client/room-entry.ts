import type { ChatMessage, Room, UserId } from '../../backend/contract/index.ts';
import type { RoomEntry } from './stores/index.ts';

/** What the server says of a room, joined with what is known already; neither ever goes back. */
export function mergedRoom(known: RoomEntry | undefined, { participants, ...said }: Room): RoomEntry {
  const listed = participants.map(({ userId }) => userId);
  const ownerId = participants.find(({ owner }) => owner)?.userId ?? known?.ownerId;
  const owned = { ...said, ...(ownerId ? { ownerId } : {}) };
  if (!known) return { ...owned, participantIds: listed };
  const room = { ...owned, participantIds: fuller(known, said.participantCount, listed) };
  return readUpTo(laterOf(room, known), known.readSeq);
}

/** The chat list names a few people only; a room that was opened keeps all of them. */
const fuller = (known: RoomEntry, count: number, listed: UserId[]): readonly UserId[] =>
  known.participantIds.length > listed.length && known.participantCount === count
    ? known.participantIds
    : listed;

/** A message that arrived while the answer was on its way is not in the answer. */
function laterOf(said: RoomEntry, known: RoomEntry): RoomEntry {
  if (known.lastSeq <= said.lastSeq) return said;
  return grown(said, known.lastSeq, known.lastMessage);
}

/** A system message counts as unread nowhere; of those that were missed, the server tells the number. */
const grown = (room: RoomEntry, lastSeq: number, lastMessage: ChatMessage | null): RoomEntry => ({
  ...room,
  lastSeq,
  lastMessage,
  unread: room.unread + lastSeq - room.lastSeq - (lastMessage?.kind === 'system' ? 1 : 0),
});

/**
 * The own read position moved forward, elsewhere or here. The unread number only falls: before the first look it
 * counts from where the user joined, which is past the read position.
 */
export function readUpTo(room: RoomEntry, seq: number): RoomEntry {
  const readSeq = Math.min(seq, room.lastSeq);
  if (readSeq <= room.readSeq) return room;
  return { ...room, readSeq, unread: Math.min(room.unread, room.lastSeq - readSeq) };
}

/** A message arrived; writing is reading, so one's own leaves nothing unread. */
export function withMessage(room: RoomEntry, message: ChatMessage, me: UserId): RoomEntry {
  if (message.seq <= room.lastSeq) return room;
  const next = grown(room, message.seq, message);
  return message.userId === me ? readUpTo(next, message.seq) : next;
}

const activity = ({ lastMessage, createdAt }: RoomEntry): string => lastMessage?.createdAt ?? createdAt;

/** The latest activity first; rooms of the same moment by id, so that the order does not flicker. */
export function byActivity(one: RoomEntry, other: RoomEntry): number {
  if (activity(one) !== activity(other)) return activity(one) < activity(other) ? 1 : -1;
  return one.roomId < other.roomId ? -1 : 1;
}
