import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { RoomAvatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { classes } from '../../components/classes.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useOfferedRooms } from '../../state/found-rooms.ts';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { showRoom, showSection } from '../../state/view.ts';
import styles from './finding.module.css';

const mostShown = 9;

/** Goes to a chat by a few letters of its name, initial consonants included; unread ones first. */
export function SwitcherDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const rooms = useOfferedRooms(query)
    .toSorted((one, other) => Number(other.unread > 0) - Number(one.unread > 0))
    .slice(0, mostShown);
  const marked = Math.min(active, rooms.length - 1);

  function go(room: RoomEntry | undefined): void {
    if (!room) return;
    onClose();
    showSection('chats');
    showRoom(room.roomId);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive((marked + 1) % Math.max(1, rooms.length));
    else if (event.key === 'ArrowUp') setActive((marked + rooms.length - 1) % Math.max(1, rooms.length));
    else if (event.key === 'Enter') go(rooms[marked]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={t('switcher.title')} onClose={onClose} narrow>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field inside. */}
      <div className={styles.switcher} onKeyDown={onKeyDown}>
        <SearchField label={t('switcher.search')} value={query} onChange={setQuery} autoFocus />
        <ul className={styles.rooms}>
          {rooms.map((room, index) => (
            <li key={room.roomId}>
              <SwitcherRow room={room} active={index === marked} onChoose={() => go(room)} />
            </li>
          ))}
        </ul>
        {rooms.length === 0 && (
          <EmptyState icon="search" title={t(query.trim() === '' ? 'chats.emptyTitle' : 'chats.noneFound')} />
        )}
      </div>
    </Dialog>
  );
}

interface SwitcherRowProps {
  room: RoomEntry;
  active: boolean;
  onChoose: () => void;
}

function SwitcherRow({ room, active, onChoose }: SwitcherRowProps) {
  const { t } = useTranslation();
  const people = useRoomPeople(room);
  const name = useRoomName(room, people);
  return (
    <button
      type="button"
      className={classes(styles.room, active && styles.active)}
      aria-current={active ? 'true' : undefined}
      ref={(row) => {
        if (active) row?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onChoose}
    >
      <RoomAvatar people={people} />
      <span className={styles.name}>{name}</span>
      <Badge count={room.unread} quiet={room.muted} label={t('chats.unread', { count: room.unread })} />
    </button>
  );
}
