import { type DomainEvent, nobody, type Person, type RoomId, type UserId } from '../../contract/index.ts';
import type {
  Clock,
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
    if (room && !left) await tell(await leave(room, userId));
    if (room) await anonymise(roomId, userId);
    if (left || !room) await rooms.forgetParticipant(roomId, userId);
  }

  async function leave(room: RoomRecord, userId: UserId): Promise<DomainEvent[]> {
    const { roomId, kind } = room;
    const inside = await rooms.findParticipants(roomId);
    const own = inside.find((one) => one.userId === userId);
    if (!own) return [];
    if (inside.length === 1) return removeRoom(roomId);
    const left = chatEventOf({ type: 'left', roomId, userId });
    if (kind !== 'group') {
      await rooms.removeParticipant(roomId, userId);
      return [left];
    }
    const occasion: Occasion = ['left', userId, own.joinedSeq];
    const note = { type: 'left' as const, people: [gone] };
    const told = await announcements.announce({ roomId, sender: gone, note, occasion });
    await rooms.removeParticipant(roomId, userId);
    return [left, announced(told), ...(await succeed(roomId, gone, occasion))];
  }

  /** What the room still says of them; a room that went with them is cleared. */
  async function anonymise(roomId: RoomId, userId: UserId): Promise<void> {
    const room = await rooms.findRoom(roomId);
    if (!room) {
      await clear(() => messages.removeUpTo(roomId, Number.MAX_SAFE_INTEGER, removalSlice));
      await search.removeUpTo(roomId, Number.MAX_SAFE_INTEGER);
      return;
    }
    const { notice, owner } = room;
    if (notice?.userId === userId) await rooms.changeRoom(roomId, { notice: { ...notice, ...gone } });
    if (owner === userId) await rooms.changeRoom(roomId, { owner: gone.userId });
    await messages.anonymise(roomId, userId, new Date(clock.now()).toISOString());
    await search.removeWith(roomId, senderTerm(userId));
  }
}
