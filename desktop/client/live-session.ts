import {
  type Alert,
  type ChatMessage,
  endpoints,
  type PersonalEvent,
  type Profile,
  type RoomId,
  type SessionId,
  subscribeTo,
  type UserId,
} from '../../backend/contract/index.ts';
import { attempt, inBackground } from './attempt.ts';
import { backoff } from './backoff.ts';
import { createCacheKeeper } from './cache-keeper.ts';
import { type Connection, createConnection } from './connection.ts';
import { createFriendKeeper, type FriendKeeper } from './friends.ts';
import type { Http } from './http.ts';
import type { Link } from './link.ts';
import type { MaruStores } from './maru-client.ts';
import { createOpenRooms, type OpenRooms } from './open-rooms.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPersonalEvents } from './personal-events.ts';
import type { CachedUser, Clock, Ids, LocalCache, OutboxStorage, WebSocketFactory } from './ports.ts';
import { createPresenceKeeper, type PresenceKeeper } from './presence.ts';
import { rememberProfiles } from './profiles.ts';
import { createRest, type Rest } from './rest.ts';
import { createRoomReader, type ReadRoom } from './room-reader.ts';
import { createRoomSubscriptions } from './room-subscriptions.ts';
import { createRoomKeeper, type RoomKeeper } from './rooms.ts';
import { createScope } from './scope.ts';
import { openStompLink } from './stomp-link.ts';
import type { RoomEntry } from './stores/index.ts';
import type { TokenKeeper } from './token-keeper.ts';
import { createTyping, type Typing } from './typing.ts';

type RoomChanged = Extract<PersonalEvent, { type: 'room.changed' | 'room.settings' }>;

export interface LiveSessionOptions {
  baseUrl: string;
  http: Http;
  tokens: TokenKeeper;
  webSocketFactory: WebSocketFactory;
  outboxStorage: OutboxStorage;
  localCache: LocalCache;
  clock: Clock;
  ids: Ids;
  random: () => number;
  stores: MaruStores;
  onIncoming(message: ChatMessage, room: RoomEntry): void;
  onEnded(code: 'session_ended'): void;
}

/** Everything that runs for one logged-in user, from log-in to log-out. */
export interface LiveSession {
  me: UserId;
  rest: Rest;
  friends: FriendKeeper;
  rooms: RoomKeeper;
  openRooms: OpenRooms;
  outbox: Outbox;
  typing: Typing;
  presence: PresenceKeeper;
  readRoom: ReadRoom;
  /** Makes a room, or finds it again, and makes it live. */
  createRoom(wish: Parameters<RoomKeeper['create']>[0]): Promise<RoomEntry>;
  onProfile(profile: Profile): void;
  reconnect(): void;
  /** Writes down at once what is kept on this device. */
  keepNow(): Promise<void>;
  stop(): Promise<void>;
}

export function startLiveSession(options: LiveSessionOptions, { user, sessionId }: CachedUser): LiveSession {
  const { http, tokens, stores, ids, random, outboxStorage } = options;
  const me = user.userId;
  const scope = createScope(options.clock);
  const ended = () => options.onEnded('session_ended');
  const rest = createRest({ http, tokens, scope, onEnded: ended });
  const link = (): Link | undefined => connection.link();

  const cache = createCacheKeeper({ cache: options.localCache, stores, scope, me });
  const friends = createFriendKeeper({
    rest,
    store: stores.friends,
    profiles: stores.profiles,
    clock: scope.clock,
  });
  const rooms = createRoomKeeper({ rest, store: stores.rooms, profiles: stores.profiles, ids, me });
  const subscriptions = createRoomSubscriptions({
    onMessage: (message) => onMessage(message),
    onEvent: (event) => openRooms.onEvent(event),
    onRefused: (roomId) => onLeft(roomId),
  });
  const typing = createTyping({ store: stores.typing, clock: scope.clock, me, link });
  const presence = createPresenceKeeper({ store: stores.presence, link });
  const { messages, readPositions } = stores;
  const openRooms = createOpenRooms({
    rest,
    scope,
    random,
    messages,
    readPositions,
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
    storage: outboxStorage,
    scope,
    ids,
    random,
    me,
    link,
    onStored: (message) => onMessage(message),
    onMissing: (roomId) => openRooms.catchUp(roomId),
  });
  const connection: Connection = createConnection({
    store: stores.connection,
    tokens,
    clock: scope.clock,
    random,
    openLink: (accessToken, onLost) =>
      openStompLink({ ...options, clock: scope.clock, accessToken, onLost: (error) => onLost(error) }),
    onOnline: (opened) => void onOnline(opened),
    onEnded: ended,
  });
  const onPersonalEvent = personalEvents(sessionId);

  function personalEvents(id: SessionId) {
    return createPersonalEvents({
      sessionId: id,
      onRoomCreated: (roomId) => void inBackground(() => follow(roomId)),
      onRoomLeft: onLeft,
      onRoomChanged,
      onMessageChange: (change) => openRooms.onChange(change),
      onAlert: (alert) => showAlerts([alert, ...stores.alerts.getState().alerts]),
      onFriendsChanged: () => friends.onChanged(),
      onProfile,
      onSessionEnded: ended,
      onRefused: (receipt, refusal) => link()?.answer(receipt, refusal),
    });
  }

  /** Every stored message comes through here: live, or as the answer to a POST. */
  function onMessage(message: ChatMessage): void {
    typing.onMessage(message.roomId, message.userId);
    const isNews = rooms.onMessage(message);
    openRooms.onMessage(message);
    outbox.onArrived(message.roomId, [message]);
    const room = rooms.get(message.roomId);
    if (isNews && room && message.userId !== me && message.kind === 'text') options.onIncoming(message, room);
  }

  /** Nothing of the room is of use any more: the user left it, was removed, or it is gone. */
  function onLeft(roomId: RoomId): void {
    rooms.remove(roomId);
    openRooms.shut(roomId);
    cache.forgetRoom(roomId);
    subscriptions.forget(roomId);
  }

  function onRoomChanged(event: RoomChanged): void {
    const { type, roomId, ...change } = event;
    // A notice carries who set it and when, which only the room itself says.
    if (type === 'room.settings') rooms.onChanged(roomId, change as { muted: boolean; favourite: boolean });
    else void inBackground(() => rooms.loadOne(roomId));
  }

  async function loadAlerts(): Promise<void> {
    showAlerts((await rest.call(endpoints.alerts, { query: {} })).alerts);
  }

  function showAlerts(alerts: readonly Alert[]): void {
    const once = new Map(alerts.map((alert) => [alert.alertId, alert]));
    stores.alerts.setState({ alerts: [...once.values()] });
  }

  function onProfile(profile: Profile): void {
    rememberProfiles(stores.profiles, [profile]);
    if (profile.userId === me)
      stores.session.setState({ status: 'loggedIn', user: profile, sessionId }, true);
  }

  /** A room that the server has just told of. */
  async function follow(roomId: RoomId): Promise<void> {
    await subscriptions.follow([roomId]);
    await rooms.loadOne(roomId);
  }

  async function onOnline(opened: Link): Promise<void> {
    subscriptions.use(opened);
    const heard = await attempt(() =>
      Promise.all([
        opened.subscribe(subscribeTo.personal, 'personal', onPersonalEvent),
        opened.subscribe(subscribeTo.readPosition, 'read-position', (body) => openRooms.onReadPosition(body)),
      ]),
    );
    // A server that takes a connection but answers nothing on it is no connection.
    if (!heard.ok) return heard.code === 'timeout' ? connection.reconnect() : undefined;
    outbox.onOnline();
    presence.onOnline();
    void inBackground(loadAlerts);
    await Promise.all([openRooms.onOnline(), followList(opened, 0)]);
  }

  /** Every room of the list is live; what happened before its subscription was made is in the second look. */
  async function followList(opened: Link, tries: number): Promise<void> {
    const loaded = await rooms.load();
    if (link() !== opened) return;
    await subscriptions.follow(stores.rooms.getState().ids);
    const looked = loaded.ok ? await attempt(() => rooms.loadRecent()) : loaded;
    if (!looked.ok && link() === opened) {
      scope.clock.after(backoff(tries, random), () => void followList(opened, tries + 1));
    }
  }

  rememberProfiles(stores.profiles, [user]);
  void inBackground(() => outbox.restore());
  // What was last seen first, so that what the server says comes on top of it.
  void cache.hydrate().then(() => {
    if (!scope.active()) return;
    void friends.load();
    void rooms.load();
    connection.start();
  });

  return {
    me,
    rest,
    friends,
    rooms,
    openRooms,
    outbox,
    typing,
    presence,
    readRoom: createRoomReader({ rest, scope, random }),
    createRoom: async (wish) => {
      const room = await rooms.create(wish);
      await subscriptions.follow([room.roomId]);
      return room;
    },
    onProfile,
    reconnect: () => connection.reconnect(),
    keepNow: cache.keepNow,
    stop: async () => {
      scope.end();
      await connection.stop();
    },
  };
}
