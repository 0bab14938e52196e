import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { RoomAvatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Icon } from '../../components/icon.tsx';
import { listTime } from '../../i18n/times.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { useToday } from '../../state/today.ts';
import { showRoom, useView } from '../../state/view.ts';
import styles from './chat-list-row.module.css';
import type { ChatMenuPlace } from './chat-menu.tsx';
import { ChatPreview } from './chat-preview.tsx';

interface ChatListRowProps {
  room: RoomEntry;
  onMenu: (place: ChatMenuPlace) => void;
}

export const ChatListRow = memo(function ChatListRow({ room, onMenu }: ChatListRowProps) {
  const { t } = useTranslation();
  const people = useRoomPeople(room);
  const name = useRoomName(room, people);
  const open = useView((view) => view.roomId === room.roomId);
  return (
    <button
      type="button"
      data-row=""
      className={styles.row}
      aria-current={open ? 'true' : undefined}
      onClick={() => showRoom(room.roomId)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ roomId: room.roomId, x: event.clientX, y: event.clientY });
      }}
    >
      <RoomAvatar people={people} />
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.name}>{name}</span>
          {room.kind === 'group' && <Count people={room.participantCount} />}
          <Marks room={room} />
        </span>
        <span className={styles.preview}>
          <ChatPreview room={room} open={open} />
        </span>
      </span>
      <span className={styles.side}>
        {room.lastMessage && <Time iso={room.lastMessage.createdAt} />}
        <Badge count={room.unread} quiet={room.muted} label={t('chats.unread', { count: room.unread })} />
      </span>
    </button>
  );
});

function Count({ people }: { people: number }) {
  const { t } = useTranslation();
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{people}</span>
      <span className="visually-hidden">{t('chats.people', { count: people })}</span>
    </span>
  );
}

function Marks({ room }: { room: RoomEntry }) {
  const { t } = useTranslation();
  return (
    <span className={styles.marks}>
      {room.favourite && <Mark icon="star" label={t('chats.pinned')} filled />}
      {room.muted && <Mark icon="muted" label={t('chats.muted')} />}
    </span>
  );
}

function Mark({ icon, label, filled }: { icon: 'star' | 'muted'; label: string; filled?: boolean }) {
  return (
    <span title={label}>
      <Icon name={icon} size={14} filled={filled} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function Time({ iso }: { iso: string }) {
  const language = useLanguage();
  const today = useToday();
  return (
    <time className={styles.time} dateTime={iso}>
      {listTime(iso, language, today)}
    </time>
  );
}
