import type {
  ClientMessageId,
  ErrorCode,
  Mention,
  Quote,
  RoomId,
  UserId,
} from '../../backend/contract/index.ts';

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
  /** Adds or replaces; resolves when the record would survive a reload. */
  put(record: OutboxRecord): Promise<void>;
  remove(clientMessageId: ClientMessageId): Promise<void>;
  /** Forgets everything of a user: they logged out on this device. */
  clear(userId: UserId): Promise<void>;
}

/** The part of the browser's WebSocket that STOMP needs; Node's and the `ws` package's have it too. */
export type WebSocketFactory = (url: string, protocols: string[]) => WebSocket;
