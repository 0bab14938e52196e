import { matchesName } from '../../state/name-match.ts';
import { isOffered, type NamedFriend, sortByName } from '../../state/named-friends.ts';

/** Groups that are shut until somebody opens them. */
export type FoldedGroup = 'hidden' | 'blocked';
type Group = FoldedGroup | 'favourites' | 'all' | 'found';

export type FriendRow =
  | { is: 'heading'; key: string; text: Exclude<Group, FoldedGroup>; count: number }
  | { is: 'fold'; key: string; text: FoldedGroup; count: number; open: boolean }
  | { is: 'me'; key: string }
  | { is: 'friend'; key: string; userId: string };

const rowsOf = (group: Group, friends: readonly NamedFriend[]): FriendRow[] =>
  friends.map(({ userId }) => ({ is: 'friend', key: `${group} ${userId}`, userId }));

function headed(text: Exclude<Group, FoldedGroup>, friends: readonly NamedFriend[]): FriendRow[] {
  if (friends.length === 0) return [];
  return [{ is: 'heading', key: text, text, count: friends.length }, ...rowsOf(text, friends)];
}

function folded(text: FoldedGroup, friends: readonly NamedFriend[], open: boolean): FriendRow[] {
  if (friends.length === 0) return [];
  const heading: FriendRow = { is: 'fold', key: text, text, count: friends.length, open };
  return [heading, ...(open ? rowsOf(text, friends) : [])];
}

/**
 * The rows of the list: oneself, favourites, everyone, and folded away at the end the hidden and the blocked; or only what a
 * search finds, the hidden among it.
 */
export function friendRows(
  friends: readonly NamedFriend[],
  query: string,
  open: ReadonlySet<FoldedGroup>,
): FriendRow[] {
  const sorted = sortByName(friends);
  const shown = sorted.filter((friend) => isOffered(friend, query));
  if (query.trim())
    return headed(
      'found',
      shown.filter(({ name }) => matchesName(name, query)),
    );
  const hidden = sorted.filter((friend) => friend.hidden && !friend.blocked);
  const blocked = sorted.filter((friend) => friend.blocked);
  const favourites = shown.filter(({ favourite }) => favourite);
  return [
    { is: 'me', key: 'me' },
    ...headed('favourites', favourites),
    ...headed('all', shown),
    ...folded('hidden', hidden, open.has('hidden')),
    ...folded('blocked', blocked, open.has('blocked')),
  ];
}
