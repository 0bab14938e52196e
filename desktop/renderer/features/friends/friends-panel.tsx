import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useNamedFriends } from '../../state/named-friends.ts';
import { showDialog } from '../../state/view.ts';
import { FriendListRow, OwnCard } from './friend-list-row.tsx';
import { FriendMenu, type MenuPlace } from './friend-menu.tsx';
import { type FoldedGroup, type FriendRow, friendRows } from './friend-rows.ts';
import styles from './friends-panel.module.css';

export function FriendsPanel() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  return (
    <Panel
      title={t('friends.title')}
      action={
        <IconButton
          icon="addPerson"
          label={t('friends.add')}
          onClick={() => showDialog({ is: 'addFriend' })}
        />
      }
      search={<SearchField label={t('friends.search')} value={query} onChange={setQuery} />}
    >
      <FriendList query={query} />
    </Panel>
  );
}

const heights = { heading: 34, fold: 44, me: 78, friend: 62 };
const heightOf = (row: FriendRow): number => heights[row.is];
const keyOf = (row: FriendRow): string => row.key;

function FriendList({ query }: { query: string }) {
  const { t } = useTranslation();
  const friends = useNamedFriends();
  const status = useMaru('friends', (state) => state.status.is);
  const [open, setOpen] = useState<ReadonlySet<FoldedGroup>>(new Set());
  const [menu, setMenu] = useState<MenuPlace>();
  const rows = useMemo(() => friendRows(friends, query, open), [friends, query, open]);
  const renderRow = useCallback(
    (row: FriendRow) => (
      <FriendListRow row={row} onFold={(group) => setOpen(toggled(group))} onMenu={setMenu} />
    ),
    [],
  );
  if (rows.length === 0) return <EmptyState icon="search" title={t('friends.noneFound')} />;
  if (status === 'failed' && friends.length === 0) return <Failed />;
  if (status === 'ready' && friends.length === 0) return <NoFriends />;
  return (
    <>
      <VirtualList label={t('friends.list')} rows={rows} keyOf={keyOf} heightOf={heightOf}>
        {renderRow}
      </VirtualList>
      {menu && <FriendMenu place={menu} onClose={() => setMenu(undefined)} />}
    </>
  );
}

const toggled =
  (group: FoldedGroup) =>
  (open: ReadonlySet<FoldedGroup>): ReadonlySet<FoldedGroup> => {
    const next = new Set(open);
    if (!next.delete(group)) next.add(group);
    return next;
  };

function NoFriends() {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.me}>
        <OwnCard />
      </div>
      <EmptyState icon="friends" title={t('friends.emptyTitle')} text={t('friends.emptyText')}>
        <Button look="primary" onClick={() => showDialog({ is: 'addFriend' })}>
          {t('friends.add')}
        </Button>
      </EmptyState>
    </>
  );
}

function Failed() {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <EmptyState icon="offline" title={t('friends.failedTitle')}>
      <Button onClick={() => void actions.loadFriends()}>{t('action.retry')}</Button>
    </EmptyState>
  );
}
