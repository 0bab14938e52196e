import type { ChatMessage, RoomId, UserId } from '../../backend/contract/index.ts';
import { type AlertKeeper, createAlertKeeper } from './alerts.ts';
import { type CacheKeeper, createCacheKeeper } from './cache-keeper.ts';
import { createFriendKeeper, type FriendKeeper } from './friends.ts';
import type { Link } from './link.ts';
import { createLiveList, type LiveList } from './live-list.ts';
import type { MaruStores } from './maru-client.ts';
import { createOpenRooms, type OpenRooms } from './open-rooms.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Ids, LocalCache, OutboxStorage } from './ports.ts';
import { createPresenceKeeper, type PresenceKeeper } from './presence.ts';
import type { Rest } from './rest.ts';
import { createRoomSubscriptions, type RoomSubscriptions } from './room-subscriptions.ts';
import { createRoomKeeper, type RoomKeeper } from './rooms.ts';
import type { Scope } from './scope.ts';
import type { RoomEntry } from './stores/index.ts';
import { createTyping, type Typing } from './typing.ts';

export interface LiveKeepersOptions {
  me: UserId;
  rest: Rest;
  scope: Scope;
  stores: MaruStores;
  localCache: LocalCache;
  outboxStorage: OutboxStorage;
  ids: Ids;
  random: () => number;
  link(): Link | undefined;
  /** A message of somebody else arrived that nobody here has seen. */
  onIncoming(message: ChatMessage, room: RoomEntry): void;
}

/** What each part of a logged-in user's messenger is kept by. */
export interface LiveKeepers {
  cache: CacheKeeper;
  friends: FriendKeeper;
  rooms: RoomKeeper;
  list: LiveList;
  openRooms: OpenRooms;
  outbox: Outbox;
  typing: Typing;
  presence: PresenceKeeper;
  alerts: AlertKeeper;
  subscriptions: RoomSubscriptions;
  /** Nothing of the room is of use any more: the user left it, was removed, or it is gone. */
  onRoomLeft(roomId: RoomId): void;
}

/** Makes the keepers and passes on to each what the others hear. */
export function createLiveKeepers(options: LiveKeepersOptions): LiveKeepers {
  const { me, rest, scope, stores, ids, random, link } = options;
  const { profiles } = stores;
  const cache = createCacheKeeper({ cache: options.localCache, stores, scope, me });
  const friends = createFriendKeeper({ rest, store: stores.friends, profiles, clock: scope.clock });
  const rooms = createRoomKeeper({ rest, store: stores.rooms, profiles, ids, me });
  const typing = createTyping({ store: stores.typing, clock: scope.clock, me, link });
  const subscriptions = createRoomSubscriptions({
    onMessage,
    onEvent: (event) => openRooms.onEvent(event),
    onRefused: onRoomLeft,
  });
  const openRooms = createOpenRooms({
    rest,
    scope,
    random,
    messages: stores.messages,
    readPositions: stores.readPositions,
    rooms,
    subscriptions,
    cache,
    me,
    link,
    onTyping: typing.onTyping,
    onAdded: (roomId, added) => {
      // What was caught up never came live: the chat list learns of it here.
      for (const message of added) rooms.onMessage(message);
      outbox.onArrived(roomId, added);
    },
  });
  const outbox = createOutbox({
    rest,
    store: stores.outbox,
    storage: options.outboxStorage,
    scope,
    ids,
    random,
    me,
    link,
    onStored: onMessage,
    onMissing: (roomId) => openRooms.catchUp(roomId),
  });

  /** Every stored message comes through here: live, or as the answer to a POST. */
  function onMessage(message: ChatMessage): void {
    typing.onMessage(message.roomId, message.userId);
    const isNews = rooms.onMessage(message);
    openRooms.onMessage(message);
    outbox.onArrived(message.roomId, [message]);
    if (isNews) announce(message);
  }

  function announce(message: ChatMessage): void {
    const room = rooms.get(message.roomId);
    if (room && message.userId !== me && message.kind === 'text') options.onIncoming(message, room);
  }

  function onRoomLeft(roomId: RoomId): void {
    rooms.remove(roomId);
    openRooms.shut(roomId);
    cache.forgetRoom(roomId);
    subscriptions.forget(roomId);
  }

  return {
    cache,
    friends,
    rooms,
    list: createLiveList({
      rooms,
      store: stores.rooms,
      subscriptions,
      scope,
      random,
      link,
      onNews: announce,
    }),
    openRooms,
    outbox,
    typing,
    presence: createPresenceKeeper({ store: stores.presence, link }),
    alerts: createAlertKeeper({ rest, store: stores.alerts }),
    subscriptions,
    onRoomLeft,
  };
}
