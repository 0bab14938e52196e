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
  async function putAway({ roomId, userId }: ParticipantRecord, requestId: string): Promise<DomainEvent[]> {
    const marks = await rooms.findHidden([roomId]);
    const before = marks.find((mark) => mark.userId === userId && mark.requestId === requestId);
    const { seq, textCount } = await (before ? placeAt(roomId, before.seq) : endOf(roomId));
    await rooms.hideRoom({ roomId, userId, seq, requestId }, textCount);
    return tell(roomId, userId, seq);
  }

  async function tell(roomId: RoomId, userId: UserId, hiddenSeq: number): Promise<DomainEvent[]> {
    const hidden = chatEventOf({ type: 'room.hidden', roomId, userId });
    // Whoever sent meanwhile may have looked for the mark before it was there.
    return (await endOf(roomId)).seq > hiddenSeq ? [hidden, shown(roomId, userId)] : [hidden];
  }

  /**
   * What was written to oneself goes for good. A system message that nobody gets to see holds the place, so that seqs
   * go on from there.
   */
  async function clearSelfRoom(own: ParticipantRecord, requestId: string): Promise<DomainEvent[]> {
    const { roomId, userId } = own;
    const { seq, textCount } = await holdPlace(own, requestId);
    await rooms.hideRoom({ roomId, userId, seq, requestId }, textCount);
    await clear(() => messages.removeUpTo(roomId, seq - 1, removalSlice));
    await search.removeUpTo(roomId, seq - 1);
    return tell(roomId, userId, seq);
  }

  async function holdPlace({ roomId, userId }: ParticipantRecord, requestId: string): Promise<RoomEnd> {
    const sender = await namePerson(profiles, userId);
    const note = { type: 'left' as const, people: [sender] };
    return announcements.announce({ roomId, sender, note, occasion: ['cleared', requestId] });
  }

  async function placeAt(roomId: RoomId, seq: number): Promise<RoomEnd> {
    const [found] = await messages.findBySeq(roomId, [seq]);
    return { seq, textCount: found?.textCount ?? 0 };
  }

  async function endOf(roomId: RoomId): Promise<RoomEnd> {
    return (await messages.ends([roomId])).get(roomId) ?? roomStart;
  }
}

/** The room is in somebody's list again. */
export const shown = (roomId: RoomId, userId: UserId): DomainEvent =>
  chatEventOf({ type: 'room.created', roomId, userIds: [userId] });
