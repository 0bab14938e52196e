import { matchesName } from '../../state/name-match.ts';
import { type NamedFriend, sortByName } from '../../state/named-friends.ts';

export type FriendRow =
  | { is: 'heading'; key: string; text: 'favourites' | 'all' | 'found' | 'blocked'; count: number }
  | { is: 'me'; key: string }
  | { is: 'friend'; key: string; userId: string };

const friendRow = (friend: NamedFriend, group: string): FriendRow => ({
  is: 'friend',
  key: `${group} ${friend.userId}`,
  userId: friend.userId,
});

function group(
  text: 'favourites' | 'all' | 'found' | 'blocked',
  friends: readonly NamedFriend[],
): FriendRow[] {
  if (friends.length === 0) return [];
  const heading: FriendRow = { is: 'heading', key: text, text, count: friends.length };
  return [heading, ...friends.map((friend) => friendRow(friend, text))];
}

/** The rows of the list: oneself, favourites, everyone, the blocked at the end; or only what a search finds. */
export function friendRows(friends: readonly NamedFriend[], query: string): FriendRow[] {
  const sorted = sortByName(friends);
  const shown = sorted.filter((friend) => !friend.blocked);
  if (query.trim())
    return group(
      'found',
      shown.filter((friend) => matchesName(friend.name, query)),
    );
  return [
    { is: 'me', key: 'me' },
    ...group(
      'favourites',
      shown.filter((friend) => friend.favourite),
    ),
    ...group('all', shown),
    ...group(
      'blocked',
      sorted.filter((friend) => friend.blocked),
    ),
  ];
}
