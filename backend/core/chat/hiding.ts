import type { DomainEvent, RoomId, UserId } from '../../contract/index.ts';
import type {
  MessageStore,
  ParticipantRecord,
  ProfileStore,
  RoomEnd,
  RoomStore,
  SearchIndex,
} from '../../ports/index.ts';
import type { Announcements } from './announcements.ts';
import { chatEventOf } from './chat-event.ts';
import { roomStart } from './participants.ts';
import { namePerson } from './people.ts';
import { clear, removalSlice } from './room-removal.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  search: SearchIndex;
  profiles: ProfileStore;
  announcements: Announcements;
}

export type Hiding = ReturnType<typeof createHiding>;

/** Direct and self rooms are not left for good: they are put away, with what was said up to then. */
export function createHiding({ rooms, messages, search, profiles, announcements }: Dependencies) {
  return { putAway, clearSelfRoom };

  /** Out of the list and without its history for this participant; the next message brings it back. Nobody else notices. */
  async function putAway(own: ParticipantRecord): Promise<DomainEvent[]> {
    const { roomId, userId } = own;
    const end = await endOf(roomId);
    await rooms.hideRoom(roomId, userId, end);
    const hidden = chatEventOf({ type: 'room.hidden', roomId, userId });
    // Whoever sent meanwhile may have looked for the mark before it was there.
    return (await endOf(roomId)).seq > end.seq ? [hidden, shown(roomId, userId)] : [hidden];
  }

  /**
   * What was written to oneself goes for good. A system message that nobody gets to see holds the place, so that seqs
   * go on from there.
   */
  async function clearSelfRoom(own: ParticipantRecord): Promise<DomainEvent[]> {
    const { roomId, userId } = own;
    const end = await endOf(roomId);
    const last = end.seq > own.joinedSeq ? await holdPlace(own) : end;
    await rooms.hideRoom(roomId, userId, last);
    await clear(() => messages.removeUpTo(roomId, last.seq - 1, removalSlice));
    await search.removeUpTo(roomId, last.seq - 1);
    return [chatEventOf({ type: 'room.hidden', roomId, userId })];
  }

  async function holdPlace({ roomId, userId, joinedSeq }: ParticipantRecord): Promise<RoomEnd> {
    const sender = await namePerson(profiles, userId);
    const note = { type: 'left' as const, people: [sender] };
    return announcements.announce({ roomId, sender, note, occasion: ['cleared', joinedSeq] });
  }

  async function endOf(roomId: RoomId): Promise<RoomEnd> {
    return (await messages.ends([roomId])).get(roomId) ?? roomStart;
  }
}

/** The room is in somebody's list again. */
export const shown = (roomId: RoomId, userId: UserId): DomainEvent =>
  chatEventOf({ type: 'room.created', roomId, userIds: [userId] });
