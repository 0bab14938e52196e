import { useMemo } from 'react';
import type { FriendEntry } from '../../client/index.ts';
import { useMaru } from './client.ts';

export interface NamedFriend extends FriendEntry {
  name: string;
}

const byName = new Intl.Collator('ko');

/** 가나다 order. */
export const sortByName = <T extends { name: string }>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => byName.compare(a.name, b.name));

/** All friends with the name they are shown by. */
export function useNamedFriends(): NamedFriend[] {
  const friends = useMaru('friends', (state) => state.byId);
  const profiles = useMaru('profiles', (state) => state.byId);
  return useMemo(
    () =>
      Object.values(friends).map((friend) => ({
        ...friend,
        name: friend.alias || profiles[friend.userId]?.nickname || friend.userId,
      })),
    [friends, profiles],
  );
}
