import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, RoomId } from '../../../../backend/contract/index.ts';
import type { RoomEntry } from '../../../client/index.ts';
import { RoomAvatar } from '../../components/avatar.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useActions } from '../../state/client.ts';
import { useOfferedRooms } from '../../state/found-rooms.ts';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { useTell } from '../../state/tell.ts';
import styles from './message-dialogs.module.css';

interface ForwardDialogProps {
  message: ChatMessage;
  onClose: () => void;
}

const keyOf = (room: RoomEntry): string => room.roomId;
const rowHeight = () => 56;

/** Passes a text on to another room, as one's own message with a note that it was passed on. */
export function ForwardDialog({ message, onClose }: ForwardDialogProps) {
  const { t } = useTranslation();
  const { send } = useActions();
  const tell = useTell();
  const [query, setQuery] = useState('');
  const rooms = useOfferedRooms(query);
  async function forwardTo(roomId: RoomId) {
    onClose();
    tell(await send(roomId, { message: message.message, forwarded: true }), t('message.forwardedTo'));
  }
  return (
    <Dialog title={t('message.forward')} onClose={onClose}>
      <p className={styles.text}>{message.message}</p>
      <div className={styles.search}>
        <SearchField label={t('switcher.search')} value={query} onChange={setQuery} autoFocus />
      </div>
      <div className={styles.list}>
        {rooms.length === 0 && <EmptyState icon="search" title={t('chats.noneFound')} />}
        {rooms.length > 0 && (
          <VirtualList label={t('chats.list')} rows={rooms} keyOf={keyOf} heightOf={rowHeight}>
            {(room) => <RoomRow room={room} onChoose={() => void forwardTo(room.roomId)} />}
          </VirtualList>
        )}
      </div>
    </Dialog>
  );
}

function RoomRow({ room, onChoose }: { room: RoomEntry; onChoose: () => void }) {
  const people = useRoomPeople(room);
  const name = useRoomName(room, people);
  return (
    <button type="button" data-row="" className={styles.row} onClick={onChoose}>
      <RoomAvatar people={people} />
      <span className={styles.name}>{name}</span>
    </button>
  );
}
