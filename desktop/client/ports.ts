import type {
  ChatMessage,
  ClientMessageId,
  ErrorCode,
  Mention,
  Profile,
  Quote,
  RoomId,
  SessionId,
  UserId,
} from '../../backend/contract/index.ts';
import type { FriendEntry } from './stores/friends-store.ts';
import type { RoomEntry } from './stores/rooms-store.ts';

/** Time and timers; tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after `milliseconds`; the returned function cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Fresh ids. */
export interface Ids {
  /** UUIDv7: the server finds a message sent twice by it. */
  clientMessageId(): string;
  /** UUIDv4, for `Idempotency-Key`. */
  idempotencyKey(): string;
}

/** Where the refresh token stays between two starts. Secret: never in a log, never in a URL. */
export interface TokenStorage {
  load(): Promise<string | undefined>;
  /** Resolves when the token is kept: a rotated token is saved before it is used. */
  save(refreshToken: string): Promise<void>;
  clear(): Promise<void>;
}

/** A message that was written but is not known to be stored on the server yet. */
export interface OutboxRecord {
  clientMessageId: ClientMessageId;
  roomId: RoomId;
  /** Its author; several accounts may share one device. */
  userId: UserId;
  message: string;
  /** The message that it answers, as it was when this was written. */
  replyTo?: Quote;
  mentions?: readonly Mention[];
  forwarded?: boolean;
  createdAt: string;
  /** Set when the server refused it for good; it is sent again only when the user asks. */
  failure?: ErrorCode;
}

/** What the user wrote, as the composer gives it. */
export type Draft = Pick<OutboxRecord, 'message' | 'replyTo' | 'mentions' | 'forwarded'>;

/** Keeps unsent messages over a reload. Ids order the messages of a room: they are UUIDv7. */
export interface OutboxStorage {
  load(userId: UserId): Promise<OutboxRecord[]>;
  /** Adds or replaces. Once the storage was read, a record survives even a page that goes away right after the call. */
  put(record: OutboxRecord): Promise<void>;
  remove(clientMessageId: ClientMessageId): Promise<void>;
  /** Forgets everything of a user: they logged out on this device. */
  clear(userId: UserId): Promise<void>;
}

/** Lists that are kept, each entry for itself. */
export interface CachedLists {
  room: RoomEntry;
  profile: Profile;
  friend: FriendEntry;
  draft: { roomId: RoomId; text: string };
}
export type CachedKind = keyof CachedLists;

/** Changes of one list: what is there now, by its id, and the ids of what is not there any more. */
export interface CacheChanges<K extends CachedKind> {
  put: readonly (readonly [id: string, value: CachedLists[K]])[];
  remove: readonly string[];
}

/**
 * What was last seen, kept on this device so that it shows at once and without a connection. Never a token. A cache that
 * cannot keep anything (a full disk, a private window) rejects, which costs nothing but the speed of the next start.
 */
export interface LocalCache {
  /** Who was logged in last. */
  lastUser(): Promise<CachedUser | undefined>;
  rememberUser(user: CachedUser): Promise<void>;
  load<K extends CachedKind>(userId: UserId, kind: K): Promise<CachedLists[K][]>;
  /** What was handed over is kept even if the page goes away right after the call. */
  save<K extends CachedKind>(userId: UserId, kind: K, changes: CacheChanges<K>): Promise<void>;
  /** The newest messages of a room before `before` (exclusive), in ascending order of seq; there may be gaps. */
  loadMessages(userId: UserId, roomId: RoomId, before: number, limit: number): Promise<ChatMessage[]>;
  /** Adds or replaces; like `save`, even if the page goes away right after the call. */
  saveMessages(userId: UserId, messages: readonly ChatMessage[]): Promise<void>;
  forgetRoom(userId: UserId, roomId: RoomId): Promise<void>;
  /** Forgets everything of a user: they logged out on this device. */
  clear(userId: UserId): Promise<void>;
}

export interface CachedUser {
  user: Profile;
  sessionId: SessionId;
}

/** The part of the browser's WebSocket that STOMP needs; Node's and the `ws` package's have it too. */
export type WebSocketFactory = (url: string, protocols: string[]) => WebSocket;
