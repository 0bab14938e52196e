import { type ChatMessage, type Profile, subscribeTo, type UserId } from '../../backend/contract/index.ts';
import { attempt, inBackground } from './attempt.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Http } from './http.ts';
import type { Link } from './link.ts';
import { createLiveKeepers, type LiveKeepers } from './live-keepers.ts';
import type { LiveList } from './live-list.ts';
import type { MaruStores } from './maru-client.ts';
import { createPersonalEvents } from './personal-events.ts';
import type { CachedUser, Clock, Ids, LocalCache, OutboxStorage, WebSocketFactory } from './ports.ts';
import { rememberProfiles } from './profiles.ts';
import { createRest, type Rest } from './rest.ts';
import { createRoomReader, type ReadRoom } from './room-reader.ts';
import { createScope } from './scope.ts';
import { openStompLink } from './stomp-link.ts';
import type { RoomEntry } from './stores/index.ts';
import type { TokenKeeper } from './token-keeper.ts';

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

type Kept = Pick<LiveKeepers, 'friends' | 'rooms' | 'openRooms' | 'outbox' | 'typing' | 'presence'>;

/** Everything that runs for one logged-in user, from log-in to log-out. */
export interface LiveSession extends Kept {
  me: UserId;
  rest: Rest;
  readRoom: ReadRoom;
  createRoom: LiveList['create'];
  onProfile(profile: Profile): void;
  reconnect(): void;
  /** Writes down at once what is kept on this device. */
  keepNow(): Promise<void>;
  stop(): Promise<void>;
}

export function startLiveSession(options: LiveSessionOptions, { user, sessionId }: CachedUser): LiveSession {
  const { http, tokens, stores, random } = options;
  const me = user.userId;
  const scope = createScope(options.clock);
  const ended = () => options.onEnded('session_ended');
  const rest = createRest({ http, tokens, scope, onEnded: ended });
  const link = (): Link | undefined => connection.link();
  const keepers = createLiveKeepers({ ...options, me, rest, scope, link });
  const { cache, friends, rooms, list, openRooms, outbox, typing, presence, alerts } = keepers;
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
  const onPersonalEvent = createPersonalEvents({
    sessionId,
    onRoomCreated: list.onRoomCreated,
    onRoomLeft: keepers.onRoomLeft,
    onRoomChanged: list.onRoomChanged,
    onMessageChange: openRooms.onChange,
    onAlert: alerts.onAlert,
    onFriendsChanged: () => friends.onChanged(),
    onProfile,
    onSessionEnded: ended,
    onRefused: (receipt, refusal) => link()?.answer(receipt, refusal),
  });

  function onProfile(profile: Profile): void {
    rememberProfiles(stores.profiles, [profile]);
    if (profile.userId === me)
      stores.session.setState({ status: 'loggedIn', user: profile, sessionId }, true);
  }

  async function onOnline(opened: Link): Promise<void> {
    keepers.subscriptions.use(opened);
    const heard = await attempt(() =>
      Promise.all([
        opened.subscribe(subscribeTo.personal, 'personal', onPersonalEvent),
        opened.subscribe(subscribeTo.readPosition, 'read-position', openRooms.onReadPosition),
      ]),
    );
    // A server that takes a connection but answers nothing on it is no connection.
    if (!heard.ok) return heard.code === 'timeout' ? connection.reconnect() : undefined;
    outbox.onOnline();
    presence.onOnline();
    void inBackground(alerts.load);
    await Promise.all([openRooms.onOnline(), list.onOnline(opened)]);
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
    createRoom: list.create,
    onProfile,
    reconnect: () => connection.reconnect(),
    keepNow: cache.keepNow,
    stop: async () => {
      scope.end();
      await connection.stop();
    },
  };
}
