import { type DomainEvent, nobody, type Person, type RoomId, type UserId } from '../../contract/index.ts';
import type {
  Clock,
  MessageRecord,
  MessageStore,
  ProfileStore,
  RoomEver,
  RoomRecord,
  RoomStore,
  SearchIndex,
} from '../../ports/index.ts';
import { type Announcements, announced, type Occasion } from './announcements.ts';
import { chatEventOf } from './chat-event.ts';
import type { Succession } from './ownership.ts';
import { clear, type RoomRemover, removalSlice } from './room-removal.ts';
import { senderTerm } from './search-terms.ts';

/** Hands events over; when it resolves, they will be heard. */
export type Tell = (events: readonly DomainEvent[]) => Promise<void>;

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  search: SearchIndex;
  profiles: ProfileStore;
  clock: Clock;
  announcements: Announcements;
  succeed: Succession;
  removeRoom: RoomRemover;
  tell: Tell;
}

/** Rooms looked up at a time. */
const pageSize = 100;

/** Who goes is not named, not even in the message that says that they went. */
const gone: Person = { userId: nobody.userId, nickname: nobody.nickname };

/**
 * Takes a user out of every room they are or were in. Their profile goes first, so that nobody brings them into another one.
 * It is to be called twice: the first time they leave, and stay known as having left; the second time, when nothing of theirs
 * can be on its way any more, what came in meanwhile is anonymised and the last trace goes. Stopped anywhere, it goes on
 * when it is called again.
 */
export function createForgetUser(dependencies: Dependencies) {
  const { rooms, messages, search, profiles, clock, announcements, succeed, removeRoom, tell } = dependencies;

  return async (userId: UserId): Promise<void> => {
    await profiles.remove([userId]);
    let after: RoomId | undefined;
    do {
      const page = await rooms.roomsEverOf(userId, after, pageSize);
      for (const ever of page) await forgetIn(ever, userId);
      after = page.length === pageSize ? page.at(-1)?.roomId : undefined;
    } while (after !== undefined);
    await rooms.forgetRemovalsOf(userId);
  };

  async function forgetIn({ roomId, left }: RoomEver, userId: UserId): Promise<void> {
    const room = await rooms.findRoom(roomId);
    if (room) await tell(await leave(room, userId));
    const remaining = room && (await rooms.findRoom(roomId));
    await (remaining ? anonymise(remaining, userId) : clearRoom(roomId));
    if (left || !remaining) await rooms.forgetParticipant(roomId, userId);
  }

  /** Also for who has left already: if that was by this, and then stopped, the rest follows. */
  async function leave(room: RoomRecord, userId: UserId): Promise<DomainEvent[]> {
    const { roomId, kind } = room;
    const inside = await rooms.findParticipants(roomId);
    if (inside.every((one) => one.userId === userId)) return removeRoom(roomId);
    const own = inside.find((one) => one.userId === userId);
    const [place = own] = await rooms.findLeft(roomId, [userId]);
    if (!place) return [];
    const left = chatEventOf({ type: 'left', roomId, userId });
    if (kind !== 'group') {
      await rooms.removeParticipant(roomId, userId);
      return [left];
    }
    const occasion: Occasion = ['left', userId, place.joinedSeq];
    const told = await (own
      ? announceLeft(roomId, occasion)
      : announcements.find(roomId, gone.userId, occasion));
    if (!told) return [];
    await rooms.removeParticipant(roomId, userId);
    return [left, announced(told), ...(await succeed(roomId, gone, occasion))];
  }

  function announceLeft(roomId: RoomId, occasion: Occasion): Promise<MessageRecord> {
    const note = { type: 'left' as const, people: [gone] };
    return announcements.announce({ roomId, sender: gone, note, occasion });
  }

  /** A room that nobody sees is being removed, perhaps because they were alone in it. */
  async function clearRoom(roomId: RoomId): Promise<void> {
    await clear(() => messages.removeUpTo(roomId, Number.MAX_SAFE_INTEGER, removalSlice));
    await search.removeUpTo(roomId, Number.MAX_SAFE_INTEGER);
  }

  /** What the room still says of them. */
  async function anonymise({ roomId, notice, owner }: RoomRecord, userId: UserId): Promise<void> {
    if (notice?.userId === userId) await rooms.changeRoom(roomId, { notice: { ...notice, ...gone } });
    if (owner === userId) await rooms.changeRoom(roomId, { owner: gone.userId });
    await messages.anonymise(roomId, userId, new Date(clock.now()).toISOString());
    await search.removeWith(roomId, senderTerm(userId));
  }
}
