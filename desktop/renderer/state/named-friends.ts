import { useMemo } from 'react';
import type { FriendEntry, FriendsState } from '../../client/index.ts';
import { useMaru } from './client.ts';

export interface NamedFriend extends FriendEntry {
  name: string;
}

/** Somebody who is only blocked is no friend. */
export const isFriend = ({ byId }: FriendsState, userId: string): boolean =>
  byId[userId]?.since !== undefined;

/** Whom people are offered to choose, and whose direct rooms: never the blocked, and the hidden only to a search. */
export const isOffered = (
  friend: Pick<FriendEntry, 'hidden' | 'blocked'> | undefined,
  query: string,
): boolean => !friend?.blocked && (!friend?.hidden || query.trim() !== '');

const byName = new Intl.Collator('ko');

/** 가나다 order. */
export const sortByName = <T extends { name: string }>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => byName.compare(a.name, b.name));

/** All friends, and who is only blocked, with the name they are shown by. */
export function useNamedFriends(): NamedFriend[] {
  const friends = useMaru('friends', (state) => state.byId);
  const profiles = useMaru('profiles', (state) => state.byId);
  return useMemo(
    () =>
      Object.values(friends)
        .filter(({ since, blocked }) => since !== undefined || blocked)
        .map((friend) => ({
          ...friend,
          name: friend.alias || profiles[friend.userId]?.nickname || friend.userId,
        })),
    [friends, profiles],
  );
}
