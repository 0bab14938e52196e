import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useFoundRooms } from '../../state/found-rooms.ts';
import { searchAllStarted, showDialog, showSection, useView } from '../../state/view.ts';
import { ChatListRow } from './chat-list-row.tsx';
import { chatOrder } from './chat-order.ts';
import styles from './chats-panel.module.css';
import { FoundMessages } from './found-messages.tsx';

export function ChatsPanel() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const wanted = useView((view) => view.wantsSearch);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    searchAllStarted();
  }, [wanted]);
  return (
    <Panel
      title={t('chats.title')}
      action={
        <IconButton
          icon="addChat"
          label={t('chats.newGroup')}
          onClick={() => showDialog({ is: 'newGroup' })}
        />
      }
      search={<SearchField ref={field} label={t('chats.search')} value={query} onChange={setQuery} />}
    >
      <ChatList query={query} />
    </Panel>
  );
}

const mostFound = 20;
const rowHeight = () => 72;
const keyOf = (room: RoomEntry): string => room.roomId;

function ChatList({ query }: { query: string }) {
  const { t } = useTranslation();
  const ids = useMaru('rooms', (rooms) => rooms.ids);
  const byId = useMaru('rooms', (rooms) => rooms.byId);
  const ordered = useMemo(() => chatOrder(ids, byId), [ids, byId]);
  const found = useFoundRooms(ordered, query);
  const renderRow = useCallback((room: RoomEntry) => <ChatListRow room={room} />, []);
  if (ordered.length === 0) return <NoChats />;
  if (query.trim() !== '') return <Found rooms={found} query={query} />;
  return (
    <VirtualList label={t('chats.list')} rows={found} keyOf={keyOf} heightOf={rowHeight}>
      {renderRow}
    </VirtualList>
  );
}

/** Chats by their name, then messages by what they say. */
function Found({ rooms, query }: { rooms: RoomEntry[]; query: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.found}>
      {rooms.length === 0 && <p className={styles.none}>{t('chats.noneFound')}</p>}
      <ul className={styles.rooms} aria-label={t('chats.list')}>
        {rooms.slice(0, mostFound).map((room) => (
          <li key={room.roomId} className={styles.room}>
            <ChatListRow room={room} />
          </li>
        ))}
      </ul>
      <FoundMessages query={query} />
    </div>
  );
}

function NoChats() {
  const { t } = useTranslation();
  const actions = useActions();
  const status = useMaru('rooms', (rooms) => rooms.status.is);
  if (status === 'failed')
    return (
      <EmptyState icon="offline" title={t('chats.failedTitle')}>
        <Button onClick={() => void actions.loadRooms()}>{t('action.retry')}</Button>
      </EmptyState>
    );
  if (status !== 'ready') return null;
  return (
    <EmptyState icon="chats" title={t('chats.emptyTitle')} text={t('chats.emptyText')}>
      <Button look="primary" onClick={() => showSection('friends')}>
        {t('chats.toFriends')}
      </Button>
    </EmptyState>
  );
}
