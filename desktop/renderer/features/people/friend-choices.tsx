import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icon.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { matchesName } from '../../state/name-match.ts';
import { isOffered, type NamedFriend, sortByName, useNamedFriends } from '../../state/named-friends.ts';
import { usePerson } from '../../state/people.ts';
import styles from './people-dialog.module.css';
import { PersonRow } from './person-row.tsx';

interface FriendChoicesProps {
  query: string;
  chosen: readonly string[];
  onToggle: (userId: string) => void;
  /** Friends who are no choice here. */
  without?: readonly string[];
}

const nobody: readonly string[] = [];
const keyOf = (friend: NamedFriend): string => friend.userId;
const rowHeight = () => 56;

/** Friends with a check mark each; who is chosen stays in sight. */
export function FriendChoices({ query, chosen, onToggle, without = nobody }: FriendChoicesProps) {
  const { t } = useTranslation();
  const friends = useNamedFriends();
  const rows = useMemo(
    () =>
      sortByName(
        friends.filter(
          (friend) =>
            (isOffered(friend, query) || chosen.includes(friend.userId)) &&
            !without.includes(friend.userId) &&
            matchesName(friend.name, query),
        ),
      ),
    [friends, query, without, chosen],
  );
  const renderRow = useCallback(
    (friend: NamedFriend) => (
      <Choice userId={friend.userId} chosen={chosen.includes(friend.userId)} onToggle={onToggle} />
    ),
    [chosen, onToggle],
  );
  return (
    <div className={styles.results}>
      {friends.length === 0 && <EmptyState icon="friends" title={t('people.noFriends')} />}
      {friends.length > 0 && rows.length === 0 && <EmptyState icon="search" title={t('friends.noneFound')} />}
      {rows.length > 0 && (
        <VirtualList label={t('people.choose')} rows={rows} keyOf={keyOf} heightOf={rowHeight}>
          {renderRow}
        </VirtualList>
      )}
    </div>
  );
}

interface ChoiceProps {
  userId: string;
  chosen: boolean;
  onToggle: (userId: string) => void;
}

function Choice({ userId, chosen, onToggle }: ChoiceProps) {
  const { t } = useTranslation();
  const person = usePerson(userId);
  return (
    <label className={styles.choice}>
      <PersonRow person={person}>
        <input
          type="checkbox"
          className="visually-hidden"
          checked={chosen}
          aria-label={t('people.choosePerson', { name: person.nickname })}
          onChange={() => onToggle(userId)}
        />
        <span className={styles.box}>
          <Icon name="check" size={14} />
        </span>
      </PersonRow>
    </label>
  );
}
