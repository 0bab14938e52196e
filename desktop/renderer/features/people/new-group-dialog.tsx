import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitsGraphemes } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { sortByName, useNamedFriends } from '../../state/named-friends.ts';
import { useStartRoom } from '../../state/start-room.ts';
import { FriendChoices } from './friend-choices.tsx';
import styles from './people-dialog.module.css';

const titleMost = 60;

export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const startRoom = useStartRoom();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [title, setTitle] = useState('');
  const [query, setQuery] = useState('');
  const [busy, setBusy] = useState(false);
  const tooLong = !fitsGraphemes(title.trim(), titleMost);
  const toggle = (userId: string) =>
    setChosen(chosen.includes(userId) ? chosen.filter((id) => id !== userId) : [...chosen, userId]);

  async function create() {
    setBusy(true);
    const name = title.trim();
    const done = await startRoom({ kind: 'group', userIds: [...chosen], ...(name ? { title: name } : {}) });
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog title={t('people.groupTitle')} onClose={onClose}>
      <div className={styles.fields}>
        <TextField
          label={t('people.groupName')}
          hint={t('people.groupNameHint')}
          error={tooLong ? t('people.groupNameWrong') : undefined}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <div className={styles.search}>
        <SearchField label={t('friends.search')} value={query} onChange={setQuery} />
      </div>
      <Chosen ids={chosen} onRemove={toggle} />
      <FriendChoices query={query} chosen={chosen} onToggle={toggle} />
      <div className={styles.foot}>
        <span role="status">{t('people.chosen', { count: chosen.length })}</span>
        <Button
          look="primary"
          busy={busy}
          disabled={chosen.length === 0 || tooLong}
          onClick={() => void create()}
        >
          {t('action.create')}
        </Button>
      </div>
    </Dialog>
  );
}

function Chosen({ ids, onRemove }: { ids: readonly string[]; onRemove: (userId: string) => void }) {
  const { t } = useTranslation();
  const friends = useNamedFriends();
  const people = useMemo(() => sortByName(friends.filter((one) => ids.includes(one.userId))), [friends, ids]);
  if (people.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label={t('people.chosen', { count: ids.length })}>
      {people.map((person) => (
        <li key={person.userId}>
          <button
            type="button"
            className={styles.chip}
            aria-label={t('people.unchoosePerson', { name: person.name })}
            onClick={() => onRemove(person.userId)}
          >
            <span className={styles.chipName}>{person.name}</span>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
