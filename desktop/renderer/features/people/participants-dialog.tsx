import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useMaru } from '../../state/client.ts';
import { useMe, usePerson } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import styles from './people-dialog.module.css';
import { PersonRow } from './person-row.tsx';

const keyOf = (userId: string): string => userId;
const rowHeight = () => 56;
const renderRow = (userId: string) => <Participant userId={userId} />;
const nobody: readonly string[] = [];

/** Everybody in a room; each opens their profile. */
export function ParticipantsDialog({ roomId, onClose }: { roomId: RoomId; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const ids = useMaru('rooms', (rooms) => rooms.byId[roomId]?.participantIds ?? nobody);
  const rows: string[] = [me.userId, ...ids.filter((id) => id !== me.userId)];
  return (
    <Dialog title={t('room.peopleCount', { count: rows.length })} onClose={onClose}>
      <div className={styles.results}>
        <VirtualList label={t('room.people')} rows={rows} keyOf={keyOf} heightOf={rowHeight}>
          {renderRow}
        </VirtualList>
      </div>
    </Dialog>
  );
}

function Participant({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const person = usePerson(userId);
  return (
    <button
      type="button"
      data-row=""
      className={styles.choice}
      onClick={() => showDialog({ is: 'profile', userId })}
    >
      <PersonRow person={person} note={userId}>
        {userId === me.userId && <span className={styles.note}>{t('people.you')}</span>}
      </PersonRow>
    </button>
  );
}
