import type { Profile, UserId } from '../contract/index.ts';

/**
 * A service's own copy of the profiles, fed from kakao.user.EVENT. It may be a moment behind.
 * `put` is an upsert and safe to repeat; the order of the events per user is the log's.
 */
export interface ProfileStore {
  put(profiles: readonly Profile[]): Promise<void>;
  /** Safe to repeat. */
  remove(userIds: readonly UserId[]): Promise<void>;
  /** Ids of whose profiles are here, in their order, after the given one: to go through all of them. */
  listIds(after: UserId | undefined, limit: number): Promise<UserId[]>;
  /** Profiles that exist of these; unknown ids are left out. */
  find(userIds: readonly UserId[]): Promise<Map<UserId, Profile>>;
}
