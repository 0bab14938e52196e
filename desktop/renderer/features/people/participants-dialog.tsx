import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId, UserId } from '../../../../backend/contract/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useMe, usePerson } from '../../state/people.ts';
import { useTell } from '../../state/tell.ts';
import { showDialog } from '../../state/view.ts';
import styles from './people-dialog.module.css';
import { PersonRow } from './person-row.tsx';

const keyOf = (userId: string): string => userId;
const rowHeight = () => 56;
const nobody: readonly string[] = [];

/** Everybody in a room; each opens their profile. The owner can remove people and hand the room over. */
export function ParticipantsDialog({ roomId, onClose }: { roomId: RoomId; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const ids = room?.participantIds ?? nobody;
  const rows: string[] = [me.userId, ...ids.filter((id) => id !== me.userId)];
  const owner = room?.ownerId;
  const renderRow = useCallback(
    (userId: string) => <Participant roomId={roomId} userId={userId as UserId} owner={owner} />,
    [roomId, owner],
  );
  return (
    <Dialog title={t('room.peopleCount', { count: rows.length })} onClose={onClose}>
      <div className={styles.results}>
        <VirtualList label={t('room.people')} rows={rows} keyOf={keyOf} heightOf={rowHeight}>
          {renderRow}
        </VirtualList>
      </div>
      {room?.kind === 'group' && (
        <div className={styles.foot}>
          <Button look="primary" wide onClick={() => showDialog({ is: 'invite', roomId })}>
            {t('room.invite')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

interface ParticipantProps {
  roomId: RoomId;
  userId: UserId;
  owner: string | undefined;
}

function Participant({ roomId, userId, owner }: ParticipantProps) {
  const { t } = useTranslation();
  const me = useMe();
  const person = usePerson(userId);
  return (
    <div className={styles.participant}>
      <button
        type="button"
        data-row=""
        className={styles.choice}
        onClick={() => showDialog({ is: 'profile', userId })}
      >
        <PersonRow person={person} note={userId}>
          {userId === owner && <span className={styles.note}>{t('room.owner')}</span>}
          {userId === me.userId && <span className={styles.note}>{t('people.you')}</span>}
        </PersonRow>
      </button>
      {owner === me.userId && userId !== me.userId && (
        <OwnerActions roomId={roomId} userId={userId} name={person.nickname} />
      )}
    </div>
  );
}

function OwnerActions({ roomId, userId, name }: { roomId: RoomId; userId: UserId; name: string }) {
  const { t } = useTranslation();
  const { changeRoom, removeParticipant } = useActions();
  const tell = useTell();
  return (
    <>
      <IconButton
        icon="shield"
        label={t('room.handOver', { name })}
        onClick={() => void changeRoom(roomId, { owner: userId }).then((outcome) => tell(outcome))}
      />
      <IconButton
        icon="trash"
        label={t('room.removePerson', { name })}
        onClick={() => void removeParticipant(roomId, userId).then((outcome) => tell(outcome))}
      />
    </>
  );
}
