import type {
  Bookmark,
  ChatMessage,
  ClientMessageId,
  DeletionProgress,
  EndpointCall,
  EndpointResult,
  Endpoints,
  FriendSettings,
  Mention,
  Outcome,
  Profile,
  RoomChange,
  RoomId,
  Session,
  UserId,
} from '../../backend/contract/index.ts';
import type {
  Clock,
  Draft,
  Ids,
  LocalCache,
  OutboxStorage,
  TokenStorage,
  WebSocketFactory,
} from './ports.ts';
import type { OwnPresence } from './presence.ts';
import type { ReadRoom } from './room-reader.ts';
import type {
  AlertsStore,
  ConnectionStore,
  DraftsStore,
  FriendsStore,
  MessagesStore,
  OutboxStore,
  PresenceStore,
  ProfilesStore,
  ReadPositionsStore,
  RoomEntry,
  RoomsStore,
  SessionStore,
  TypingStore,
} from './stores/index.ts';

/** As typed by people: ids need no brand, the contract parses them. */
type Body<N extends keyof Endpoints> = EndpointCall<Endpoints[N]> extends { body: infer B } ? B : never;
type Query<N extends keyof Endpoints> = EndpointCall<Endpoints[N]> extends { query: infer Q } ? Q : never;
type Result<N extends keyof Endpoints> = EndpointResult<Endpoints[N]>;

export interface MaruClientOptions {
  /** The front, such as `http://localhost:8081`. */
  baseUrl: string;
  tokenStorage: TokenStorage;
  outboxStorage: OutboxStorage;
  /** Default: nothing is kept. */
  localCache?: LocalCache;
  /** Defaults: the platform's own. */
  fetch?: typeof globalThis.fetch;
  webSocketFactory?: WebSocketFactory;
  clock?: Clock;
  ids?: Ids;
  /** 0 up to 1, as Math.random. */
  random?: () => number;
}

export interface MaruStores {
  session: SessionStore;
  connection: ConnectionStore;
  profiles: ProfilesStore;
  friends: FriendsStore;
  rooms: RoomsStore;
  messages: MessagesStore;
  outbox: OutboxStore;
  readPositions: ReadPositionsStore;
  typing: TypingStore;
  presence: PresenceStore;
  alerts: AlertsStore;
  drafts: DraftsStore;
}

/**
 * What the view may do. A result with `ok: false` is an expected refusal, to be shown by its code; anything
 * thrown is a bug. What changes shows in the stores; results are for the form that asked.
 */
export interface MaruActions {
  /** Signs up and logs in. */
  signUp(input: Body<'signUp'> & { device?: string }): Promise<Outcome<Profile>>;
  logIn(input: Body<'logIn'>): Promise<Outcome<Profile>>;
  /** Ends the session here and, if it can be reached, on the server. Unsent messages of the user are forgotten. */
  logOut(): Promise<void>;
  /** Call once at start: continues the stored session, or says that nobody is logged in. */
  restore(): Promise<void>;
  /** Tries to connect at once; for the system's "network is back" and the user's impatience. */
  reconnect(): void;

  changeProfile(change: Body<'changeProfile'>): Promise<Outcome<Profile>>;
  /** Devices that are logged in. */
  loadSessions(): Promise<Outcome<readonly Session[]>>;
  endSession(sessionId: string): Promise<Outcome<void>>;
  /** Every other device is logged out. */
  changePassword(input: Body<'changePassword'>): Promise<Outcome<void>>;
  /** A zip of JSON files. */
  exportData(): Promise<Outcome<Blob>>;
  /** The session ends with it; `deletionProgress` goes on telling how far it has come. */
  deleteAccount(password: string): Promise<Outcome<DeletionProgress>>;
  deletionProgress(deletionId: string): Promise<Outcome<DeletionProgress>>;
  /** How the user is there, as others see it; said again on every connection. */
  tellPresence(state: OwnPresence): void;
  /** Keeps `presence` filled for exactly these people. */
  watchPresence(userIds: readonly UserId[]): void;

  searchUsers(query: string): Promise<Outcome<readonly Profile[]>>;
  loadFriends(): Promise<Outcome<void>>;
  addFriend(userId: string): Promise<Outcome<void>>;
  changeFriend(userId: string, settings: FriendSettings): Promise<Outcome<void>>;
  removeFriend(userId: string): Promise<Outcome<void>>;

  /** The chat list loads by itself after log-in and on reconnect; this is for "try again". */
  loadRooms(): Promise<Outcome<void>>;
  /** Direct and self rooms are found again. The room is in the chat list when this resolves. */
  createRoom(room: Body<'createRoom'>): Promise<Outcome<RoomEntry>>;
  changeRoomSettings(
    roomId: RoomId,
    settings: { muted?: boolean; favourite?: boolean },
  ): Promise<Outcome<void>>;

  changeRoom(roomId: RoomId, change: RoomChange): Promise<Outcome<void>>;
  invite(roomId: RoomId, userIds: readonly UserId[]): Promise<Outcome<void>>;
  /** Removes somebody from a group, by its owner. */
  removeParticipant(roomId: RoomId, userId: UserId): Promise<Outcome<void>>;
  leaveRoom(roomId: RoomId): Promise<Outcome<void>>;
  /** Removes a group for everyone, by its owner. */
  removeRoom(roomId: RoomId): Promise<Outcome<void>>;

  /** Keeps the room's messages and read marks live until `closeRoom`. Opening twice is harmless. */
  openRoom(roomId: RoomId): Promise<Outcome<void>>;
  closeRoom(roomId: RoomId): void;
  loadOlder(roomId: RoomId): Promise<Outcome<void>>;
  /** Only after paging back far: see `hasMoreAfter`. */
  loadNewer(roomId: RoomId): Promise<Outcome<void>>;
  /** Back to the newest messages at once. */
  showLatest(roomId: RoomId): Promise<Outcome<void>>;
  /** Shows the stretch around a seq, or around the first message at or after a time (ISO 8601); gives the seq meant. */
  showAround(
    roomId: RoomId,
    place: { around: number } | { at: string },
  ): Promise<Outcome<number | undefined>>;
  /** Whether the user sees the newest messages of the room now: only then the read position moves. */
  markVisible(roomId: RoomId, visible: boolean): void;
  /** Everything there is in a room counts as read, unseen; without a connection the server hears of it later. */
  markRead(roomId: RoomId): void;

  /** Resolves when the message is kept in the outbox; refuses what could never be sent (empty, too long). */
  send(roomId: RoomId, draft: Draft): Promise<Outcome<ClientMessageId>>;
  /** Sends a failed message again, under the same id. */
  retry(clientMessageId: ClientMessageId): Promise<void>;
  /** Gives a failed or pending message up. */
  discard(clientMessageId: ClientMessageId): Promise<void>;
  /** Keeps what stands unsent in the composer of a room; empty forgets it. */
  setDraft(roomId: RoomId, text: string): void;
  /** The composer changed: others see that the user is writing. */
  tellTyping(roomId: RoomId): void;
  editMessage(
    roomId: RoomId,
    seq: number,
    edited: { message: string; mentions?: Mention[] },
  ): Promise<Outcome<void>>;
  unsendMessage(roomId: RoomId, seq: number): Promise<Outcome<void>>;
  react(roomId: RoomId, seq: number, emoji: string, on: boolean): Promise<Outcome<void>>;

  /** Tells the administrators of a message. */
  report(report: Body<'reportMessage'>): Promise<Outcome<void>>;

  search(query: Query<'search'>): Promise<Outcome<Result<'search'>>>;
  loadBookmarks(query: Query<'bookmarks'>): Promise<Outcome<Result<'bookmarks'>>>;
  keepBookmark(roomId: RoomId, seq: number, marks: Body<'keepBookmark'>): Promise<Outcome<Bookmark>>;
  dropBookmark(roomId: RoomId, seq: number): Promise<Outcome<void>>;
  loadLinks(query: Query<'links'>): Promise<Outcome<Result<'links'>>>;
  /** A page of a room that need not be open, in seq order, such as the memos of the self room. */
  loadPage(roomId: RoomId, query: Query<'enterRoom'>): Promise<Outcome<readonly ChatMessage[]>>;
  /** All of a room that the user may see, page after page, as `ReadRoom` says; what is on the screen stays as it is. */
  readRoom(...reading: Parameters<ReadRoom>): Promise<Outcome<boolean>>;
}

export interface MaruClient {
  stores: MaruStores;
  actions: MaruActions;
  /** Tells each message of others as it arrives live, for notifications; returns the way to stop. */
  onIncoming(listener: (message: ChatMessage, room: RoomEntry) => void): () => void;
  /** Writes down at once what is kept on this device, such as drafts: for a page that may go away without another word. */
  keepNow(): Promise<void>;
  /** Closes the connection and stops all timers; the session and what is kept on this device stay stored. */
  dispose(): Promise<void>;
}
