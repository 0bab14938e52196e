import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { isFriend } from '../../state/named-friends.ts';
import { useMe } from '../../state/people.ts';
import styles from './people-dialog.module.css';
import { PersonRow } from './person-row.tsx';
import { type PeopleSearch, usePeopleSearch } from './use-people-search.ts';

export function AddFriendDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const search = usePeopleSearch(query);
  return (
    <Dialog title={t('people.addTitle')} onClose={onClose}>
      <div className={styles.search}>
        <SearchField label={t('people.addSearch')} value={query} onChange={setQuery} autoFocus />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys. */}
      <section className={styles.results} aria-label={t('people.addTitle')} aria-live="polite" tabIndex={0}>
        <Results search={search} />
      </section>
    </Dialog>
  );
}

function Results({ search }: { search: PeopleSearch }) {
  const { t } = useTranslation();
  if (search.is === 'searching') return null;
  if (search.is === 'failed') return <EmptyState icon="offline" title={t(`error.${search.code}`)} />;
  if (search.is === 'nothing') return <EmptyState icon="search" title={t('people.addHint')} />;
  if (search.people.length === 0)
    return (
      <EmptyState
        icon="search"
        title={t('people.noneFound', { query: search.query })}
        text={t('people.noneFoundText')}
      />
    );
  return (
    <ul aria-label={t('people.results')}>
      {search.people.map((person) => (
        <Found key={person.userId} person={person} />
      ))}
    </ul>
  );
}

function Found({ person }: { person: Profile }) {
  const { t } = useTranslation();
  const me = useMe();
  const known = useMaru('friends', (friends) => isFriend(friends, person.userId));
  return (
    <li>
      <PersonRow person={person} note={person.userId}>
        {person.userId === me.userId ? (
          <span className={styles.note}>{t('people.you')}</span>
        ) : known ? (
          <span className={styles.note}>{t('people.alreadyFriend')}</span>
        ) : (
          <AddButton person={person} />
        )}
      </PersonRow>
    </li>
  );
}

function AddButton({ person }: { person: Profile }) {
  const { t } = useTranslation();
  const { addFriend } = useActions();
  const [busy, setBusy] = useState(false);
  async function add() {
    setBusy(true);
    const outcome = await addFriend(person.userId);
    setBusy(false);
    showToast(
      outcome.ok ? t('people.added', { name: person.nickname }) : t(`error.${outcome.code}`),
      outcome.ok ? 'check' : undefined,
    );
  }
  return (
    <Button
      look="primary"
      busy={busy}
      onClick={() => void add()}
      aria-label={`${t('action.add')}: ${person.nickname}`}
    >
      {t('action.add')}
    </Button>
  );
}
