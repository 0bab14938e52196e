import type { ChatMessage, ClientMessageId, RoomId, UserId } from '../contract/index.ts';

/** A message as it is stored. What it answers is looked up when it is shown, so that edits and unsends are seen there too. */
export interface MessageRecord extends Omit<ChatMessage, 'replyTo'> {
  /** How many messages of the room up to this one count as unread: all but system messages. */
  textCount: number;
  /** The seq of the message that is answered. */
  replySeq?: number;
}

/** Where a room ends; zeros for a room without messages. */
export interface RoomEnd {
  seq: number;
  textCount: number;
}

export interface SentMessageKey {
  roomId: RoomId;
  userId: UserId;
  clientMessageId: ClientMessageId;
}

export interface MessagePageQuery {
  roomId: RoomId;
  /** Only messages after this seq; also the reader's joinedSeq. */
  after: number;
  /** Only messages before this seq. */
  before?: number;
  /** `first`: the lowest seqs of the range; `last`: the highest. The answer is in ascending order in both cases. */
  take: 'first' | 'last';
  limit: number;
}

/**
 * The messages of all rooms. Unique on (roomId, seq) — the fence that keeps a writer out that lost its partition — and on
 * (roomId, userId, clientMessageId), which makes sending again harmless. What resolved is journaled.
 */
export interface MessageStore {
  /** The end of each room that is asked for. */
  ends(roomIds: readonly RoomId[]): Promise<Map<RoomId, RoomEnd>>;
  /** Those of the keys that are stored already. */
  findSent(keys: readonly SentMessageKey[]): Promise<MessageRecord[]>;
  /**
   * Inserts in the given order, which is ascending in seq per room. A conflict with either unique index stops the rest
   * of that room's messages and of no other room's, so that no gap can appear.
   * Gives the rooms that stopped; what came before the conflict in them is stored.
   */
  insert(messages: readonly MessageRecord[]): Promise<{ conflicts: Set<RoomId> }>;
  page(query: MessagePageQuery): Promise<MessageRecord[]>;
  /** Those of the seqs that exist, in ascending order. */
  findBySeq(roomId: RoomId, seqs: readonly number[]): Promise<MessageRecord[]>;
  /** Deletes up to `limit` messages of the room with a seq of `last` at most, the lowest first; gives how many. */
  removeUpTo(roomId: RoomId, last: number, limit: number): Promise<number>;
}
