import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { RoomAvatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { leaveRoomView, showDialog } from '../../state/view.ts';
import styles from './room-header.module.css';
import { RoomMenu } from './room-menu.tsx';
import { RoomPresence } from './room-presence.tsx';

interface RoomHeaderProps {
  room: RoomEntry;
  searching: boolean;
  onSearch: () => void;
}

export function RoomHeader({ room, searching, onSearch }: RoomHeaderProps) {
  const { t } = useTranslation();
  const people = useRoomPeople(room);
  const name = useRoomName(room, people);
  const [menu, setMenu] = useState<{ x: number; y: number }>();
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton icon="back" label={t('action.back')} onClick={leaveRoomView} />
      </span>
      <RoomAvatar people={people} />
      <div className={styles.words}>
        <h1 className={styles.title}>
          {room.favourite && <Icon name="star" size={14} filled />}
          <span className={styles.name}>{name}</span>
          {room.muted && <Icon name="muted" size={14} />}
        </h1>
        {room.kind === 'group' && (
          <button
            type="button"
            className={styles.count}
            onClick={() => showDialog({ is: 'participants', roomId: room.roomId })}
          >
            <Icon name="people" size={16} />
            <span aria-hidden="true">{room.participantCount}</span>
            <span className="visually-hidden">{t('room.peopleCount', { count: room.participantCount })}</span>
          </button>
        )}
        {room.kind === 'direct' && <RoomPresence userId={people[0]?.userId} />}
      </div>
      <div className={styles.settings}>
        <IconButton icon="search" label={t('room.search')} aria-pressed={searching} onClick={onSearch} />
        <IconButton
          icon="menu"
          label={t('room.menu')}
          aria-haspopup="menu"
          onClick={(event) => {
            const { right, bottom } = event.currentTarget.getBoundingClientRect();
            setMenu({ x: right - 180, y: bottom });
          }}
        />
      </div>
      {menu && <RoomMenu room={room} place={menu} onClose={() => setMenu(undefined)} />}
    </header>
  );
}
