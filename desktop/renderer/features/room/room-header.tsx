import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { RoomAvatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { leaveRoomView, showDialog } from '../../state/view.ts';
import styles from './room-header.module.css';

export function RoomHeader({ room }: { room: RoomEntry }) {
  const { t } = useTranslation();
  const people = useRoomPeople(room);
  const name = useRoomName(room, people);
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton icon="back" label={t('action.back')} onClick={leaveRoomView} />
      </span>
      <RoomAvatar people={people} />
      <div className={styles.words}>
        <h1 className={styles.title}>{name}</h1>
        {room.kind === 'group' && (
          <button
            type="button"
            className={styles.count}
            aria-label={t('room.peopleCount', { count: room.participantCount })}
            onClick={() => showDialog({ is: 'participants', roomId: room.roomId })}
          >
            <Icon name="people" size={16} />
            {room.participantCount}
          </button>
        )}
      </div>
      <Settings room={room} />
    </header>
  );
}

function Settings({ room }: { room: RoomEntry }) {
  const { t } = useTranslation();
  const { changeRoomSettings } = useActions();
  async function change(settings: { muted?: boolean; favourite?: boolean }) {
    const outcome = await changeRoomSettings(room.roomId, settings);
    if (!outcome.ok) showToast(t(`error.${outcome.code}`));
  }
  return (
    <div className={styles.settings}>
      <IconButton
        icon="star"
        filled={room.favourite}
        label={t(room.favourite ? 'room.unpin' : 'room.pin')}
        onClick={() => void change({ favourite: !room.favourite })}
      />
      <IconButton
        icon={room.muted ? 'muted' : 'bell'}
        label={t(room.muted ? 'room.unmute' : 'room.mute')}
        onClick={() => void change({ muted: !room.muted })}
      />
    </div>
  );
}
