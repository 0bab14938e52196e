import type { FriendSettings, UserId } from '../contract/index.ts';

export interface FriendRecord {
  userId: UserId;
  friendUserId: UserId;
  favourite: boolean;
  /** Not shown in the friend list. */
  hidden: boolean;
  blocked: boolean;
  alias: string;
  /** Milliseconds since 1970 of the first adding; absent for somebody who is no friend but blocked. */
  since?: number;
}

export type FriendKey = Pick<FriendRecord, 'userId' | 'friendUserId'>;

/**
 * Who has whom as a friend, and who blocks whom; one direction each. Unique on (userId, friendUserId); each call is atomic and
 * durable. An entry is of a friend, of somebody blocked, or both; there is none of somebody who is neither.
 */
export interface FriendStore {
  /**
   * Adds, or leaves an existing entry as it is but for a `since` that it has not yet; gives the entry that is stored and
   * whether this call changed anything.
   */
  add(friend: FriendRecord): Promise<{ friend: FriendRecord; added: boolean }>;
  /**
   * The entry after the change; undefined when there is none. Unblocking somebody who is no friend takes the entry away, which
   * is given once more as it would have been.
   */
  change(userId: UserId, friendUserId: UserId, settings: FriendSettings): Promise<FriendRecord | undefined>;
  /** Takes the friendship away with its settings; a block stays, and is what is given: whether one is left. */
  remove(userId: UserId, friendUserId: UserId): Promise<{ removed: boolean; blocked: boolean }>;
  /** Entries in the order of friendUserId, after the given id. */
  list(userId: UserId, after: string | undefined, limit: number): Promise<FriendRecord[]>;
  /** All whom the user blocks, in the order of their ids. */
  listBlocked(userId: UserId): Promise<UserId[]>;
  /** Those of `userIds` who block this user, in no order. */
  findBlockers(userId: UserId, userIds: readonly UserId[]): Promise<UserId[]>;
  /** Removes every entry of a user and every entry that others have of them. Safe to repeat. */
  forgetUser(userId: UserId): Promise<void>;
}
