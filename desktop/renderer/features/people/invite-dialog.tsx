import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId, UserId } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';
import { FriendChoices } from './friend-choices.tsx';
import styles from './people-dialog.module.css';

const nobody: readonly string[] = [];

/** Friends who are not in the group yet. */
export function InviteDialog({ roomId, onClose }: { roomId: RoomId; onClose: () => void }) {
  const { t } = useTranslation();
  const { invite } = useActions();
  const tell = useTell();
  const inside = useMaru('rooms', (rooms) => rooms.byId[roomId]?.participantIds ?? nobody);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [query, setQuery] = useState('');
  const [busy, setBusy] = useState(false);
  const toggle = (userId: string) =>
    setChosen(chosen.includes(userId) ? chosen.filter((id) => id !== userId) : [...chosen, userId]);

  async function submit() {
    setBusy(true);
    const outcome = await invite(roomId, chosen as readonly UserId[]);
    setBusy(false);
    tell(outcome);
    if (outcome.ok) onClose();
  }

  return (
    <Dialog title={t('room.invite')} onClose={onClose}>
      <div className={styles.search}>
        <SearchField label={t('friends.search')} value={query} onChange={setQuery} autoFocus />
      </div>
      <FriendChoices query={query} chosen={chosen} without={inside} onToggle={toggle} />
      <div className={styles.foot}>
        <span role="status">{t('people.chosen', { count: chosen.length })}</span>
        <Button look="primary" busy={busy} disabled={chosen.length === 0} onClick={() => void submit()}>
          {t('room.inviteAction')}
        </Button>
      </div>
    </Dialog>
  );
}
