import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Friend, UserId } from '../../../backend/contract/index.ts';
import type { LoadStatus } from './load-status.ts';

/** What the user made of a friend; name and picture are in the profiles store. `alias` wins over the nickname. */
export type FriendEntry = Pick<Friend, 'userId' | 'favourite' | 'hidden' | 'blocked' | 'alias' | 'since'>;

export interface FriendsState {
  status: LoadStatus;
  byId: Readonly<Record<string, FriendEntry>>;
  /** In the order of their ids; showing them by name is the view's work. */
  ids: readonly UserId[];
}

export type FriendsStore = StoreApi<FriendsState>;

export const noFriends: FriendsState = { status: { is: 'idle' }, byId: {}, ids: [] };

export const createFriendsStore = (): FriendsStore =>
  createStore<FriendsState>()((): FriendsState => noFriends);
