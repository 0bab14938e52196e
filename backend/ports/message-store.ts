import type { ChatMessage, ClientMessageId, RoomId, UserId } from '../contract/index.ts';

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
  /** The highest seq of each room, 0 for rooms without messages. */
  lastSeqs(roomIds: readonly RoomId[]): Promise<Map<RoomId, number>>;
  /** Those of the keys that are stored already. */
  findSent(keys: readonly SentMessageKey[]): Promise<ChatMessage[]>;
  /**
   * Inserts in the given order, which is ascending in seq per room. A conflict with either unique index stops the rest
   * of that room's messages and of no other room's, so that no gap can appear.
   * Gives the rooms that stopped; what came before the conflict in them is stored.
   */
  insert(messages: readonly ChatMessage[]): Promise<{ conflicts: Set<RoomId> }>;
  page(query: MessagePageQuery): Promise<ChatMessage[]>;
}
