import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Chips } from '../../components/chips.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useMaru } from '../../state/client.ts';
import { useFoundRooms } from '../../state/found-rooms.ts';
import { chatFilters, filterChats, useView } from '../../state/view.ts';
import { ChatListRow } from './chat-list-row.tsx';
import { ChatMenu, type ChatMenuPlace } from './chat-menu.tsx';
import { chatOrder, filteredChats } from './chat-order.ts';
import styles from './chats-panel.module.css';
import { FoundMessages } from './found-messages.tsx';
import { NoChats } from './no-chats.tsx';

const mostFound = 20;
const rowHeight = () => 72;
const keyOf = (room: RoomEntry): string => room.roomId;

/** All chats, those that a filter lets through, or what a query finds. */
export function ChatList({ query }: { query: string }) {
  const ids = useMaru('rooms', (rooms) => rooms.ids);
  const byId = useMaru('rooms', (rooms) => rooms.byId);
  const ordered = useMemo(() => chatOrder(ids, byId), [ids, byId]);
  const found = useFoundRooms(ordered, query);
  const [menu, setMenu] = useState<ChatMenuPlace>();
  const renderRow = useCallback((room: RoomEntry) => <ChatListRow room={room} onMenu={setMenu} />, []);
  if (ordered.length === 0) return <NoChats />;
  return (
    <>
      {query.trim() === '' ? (
        <Filtered rooms={ordered}>{renderRow}</Filtered>
      ) : (
        <Found rooms={found} query={query}>
          {renderRow}
        </Found>
      )}
      {menu && <ChatMenu place={menu} onClose={() => setMenu(undefined)} />}
    </>
  );
}

interface RowsProps {
  rooms: RoomEntry[];
  children: (room: RoomEntry) => React.ReactNode;
}

function Filtered({ rooms, children }: RowsProps) {
  const { t } = useTranslation();
  const filter = useView((view) => view.chatFilter);
  const open = useView((view) => view.roomId);
  const shown = useMemo(() => filteredChats(rooms, filter, open), [rooms, filter, open]);
  return (
    <>
      <Chips
        label={t('chats.filter')}
        value={filter}
        choices={chatFilters.map((each) => [each, t(`chats.filters.${each}`)] as const)}
        onChoose={filterChats}
      />
      {shown.length > 0 ? (
        <VirtualList label={t('chats.list')} rows={shown} keyOf={keyOf} heightOf={rowHeight}>
          {children}
        </VirtualList>
      ) : (
        <EmptyState icon="chats" title={t(`chats.none.${filter}`)}>
          <Button onClick={() => filterChats('all')}>{t('chats.showAll')}</Button>
        </EmptyState>
      )}
    </>
  );
}

/** Chats by their name, then messages by what they say. */
function Found({ rooms, query, children }: RowsProps & { query: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.found}>
      {rooms.length === 0 && <p className={styles.none}>{t('chats.noneFound')}</p>}
      <ul className={styles.rooms} aria-label={t('chats.list')}>
        {rooms.slice(0, mostFound).map((room) => (
          <li key={room.roomId} className={styles.room}>
            {children(room)}
          </li>
        ))}
      </ul>
      <FoundMessages query={query} />
    </div>
  );
}
