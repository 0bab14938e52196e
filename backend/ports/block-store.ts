import type { RoomId, UserId } from '../contract/index.ts';

/** Somebody does not want to hear of somebody. */
export interface Block {
  userId: UserId;
  blockedUserId: UserId;
  /** The direct room of the two, whether it exists or not. */
  roomId: RoomId;
}

/** Two people in one direction. */
export type BlockPair = Omit<Block, 'roomId'>;

/**
 * The chat servers' own copy of who blocks whom, fed from kakao.friend.EVENT. It may be a moment behind. Unique on (userId,
 * blockedUserId); all calls are safe to repeat, and durable when resolved.
 */
export interface BlockStore {
  /** Each block as it stands now; of the same pair twice, the last. */
  put(changes: readonly (Block & { blocked: boolean })[]): Promise<void>;
  /** All blocks of a user at once: those that are not given go. */
  replace(userId: UserId, blocks: readonly Block[]): Promise<void>;
  /** Those of these pairs that are blocked, in no order. */
  find(pairs: readonly BlockPair[]): Promise<Block[]>;
  /** The blocks between the two people of these direct rooms, either way; rooms without one, and others, add nothing. */
  findInRooms(roomIds: readonly RoomId[]): Promise<Block[]>;
  /** Everything of a user who is gone: their blocks, and those of others against them. */
  forgetUser(userId: UserId): Promise<void>;
}
