import type { FriendSettings, UserId } from '../contract/index.ts';

export interface FriendRecord {
  userId: UserId;
  friendUserId: UserId;
  favourite: boolean;
  /** Not shown in the friend list. */
  hidden: boolean;
  blocked: boolean;
  alias: string;
  /** Milliseconds since 1970 of the first adding. */
  since: number;
}

/** Who has whom as a friend; one direction each. Unique on (userId, friendUserId); each call is atomic and durable. */
export interface FriendStore {
  /** Adds, or leaves an existing entry as it is; gives the entry that is stored and whether this call added it. */
  add(friend: FriendRecord): Promise<{ friend: FriendRecord; added: boolean }>;
  /** The entry after the change; undefined when there is none. */
  change(userId: UserId, friendUserId: UserId, settings: FriendSettings): Promise<FriendRecord | undefined>;
  /** True when there was one. */
  remove(userId: UserId, friendUserId: UserId): Promise<boolean>;
  /** Entries in the order of friendUserId, after the given id. */
  list(userId: UserId, after: string | undefined, limit: number): Promise<FriendRecord[]>;
}
