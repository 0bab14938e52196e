import type { ChatMessage, PersonalEvent, RoomId } from '../../backend/contract/index.ts';
import { attempt, inBackground } from './attempt.ts';
import { backoff } from './backoff.ts';
import type { Link } from './link.ts';
import type { RoomSubscriptions } from './room-subscriptions.ts';
import type { RoomKeeper } from './rooms.ts';
import type { Scope } from './scope.ts';
import type { RoomEntry, RoomsStore } from './stores/index.ts';

export interface LiveListOptions {
  rooms: RoomKeeper;
  store: RoomsStore;
  subscriptions: RoomSubscriptions;
  scope: Scope;
  random: () => number;
  link(): Link | undefined;
  /** The last message of a room that was not in the list before, and which the user has not read. */
  onNews(message: ChatMessage): void;
}

/** The chat list together with the subscriptions that keep it live. */
export interface LiveList {
  /** Loads the list and follows every room of it; tries again for as long as this connection is the one. */
  onOnline(opened: Link): Promise<void>;
  /** Makes a room, or finds it again, and makes it live. */
  create(wish: Parameters<RoomKeeper['create']>[0]): Promise<RoomEntry>;
  onRoomCreated(roomId: RoomId): void;
  onRoomChanged(event: Extract<PersonalEvent, { type: 'room.changed' | 'room.settings' }>): void;
}

export function createLiveList(options: LiveListOptions): LiveList {
  const { rooms, store, subscriptions, scope, random, link, onNews } = options;

  /** Every room of the list is live; what happened before its subscription was made is in the second look. */
  async function followAll(opened: Link, tries: number): Promise<void> {
    const loaded = await rooms.load();
    if (link() !== opened) return;
    await subscriptions.follow(store.getState().ids);
    const looked = loaded.ok ? await attempt(() => rooms.loadRecent()) : loaded;
    if (!looked.ok && link() === opened) {
      scope.clock.after(backoff(tries, random), () => void followAll(opened, tries + 1));
    }
  }

  async function follow(roomId: RoomId): Promise<void> {
    const isNew = rooms.get(roomId) === undefined;
    await subscriptions.follow([roomId]);
    const { lastMessage, unread } = await rooms.loadOne(roomId);
    // What was said before the room was in the list never came live, or came too early to be told of.
    if (isNew && unread > 0 && lastMessage && !lastMessage.unsentAt) onNews(lastMessage);
  }

  return {
    onOnline: (opened) => followAll(opened, 0),
    create: async (wish) => {
      const room = await rooms.create(wish);
      await subscriptions.follow([room.roomId]);
      return room;
    },
    onRoomCreated: (roomId) => void inBackground(() => follow(roomId)),
    onRoomChanged: ({ type, roomId, ...change }) => {
      // A notice carries who set it and when, which only the room itself says.
      if (type === 'room.settings') rooms.onChanged(roomId, change as { muted: boolean; favourite: boolean });
      else void inBackground(() => rooms.loadOne(roomId));
    },
  };
}
