import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useActions } from '../../state/client.ts';
import { useRooms } from '../../state/found-rooms.ts';
import { searchAllStarted, showDialog, useView } from '../../state/view.ts';
import { ChatList } from './chat-list.tsx';
import styles from './chats-panel.module.css';

export function ChatsPanel() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const wanted = useView((view) => view.wantsSearch);
  const filter = useView((view) => view.chatFilter);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    searchAllStarted();
  }, [wanted]);
  return (
    <Panel
      title={t('chats.title')}
      action={
        <span className={styles.actions}>
          {filter === 'unread' && <MarkAllRead />}
          <IconButton
            icon="addChat"
            label={t('chats.newGroup')}
            onClick={() => showDialog({ is: 'newGroup' })}
          />
        </span>
      }
      search={<SearchField ref={field} label={t('chats.search')} value={query} onChange={setQuery} />}
    >
      <ChatList query={query} />
    </Panel>
  );
}

/** Stands only where the unread ones are looked at: nobody wants to hit it by mistake. */
function MarkAllRead() {
  const { t } = useTranslation();
  const { markRead } = useActions();
  const unread = useRooms().filter((room) => room.unread > 0);
  if (unread.length === 0) return null;
  return (
    <IconButton
      icon="check"
      label={t('chats.markAllRead')}
      onClick={() => {
        for (const { roomId } of unread) markRead(roomId);
      }}
    />
  );
}
