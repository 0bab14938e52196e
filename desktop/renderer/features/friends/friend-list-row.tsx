import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { useMaru } from '../../state/client.ts';
import { useMe, usePerson } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import styles from './friend-list-row.module.css';
import type { FriendRow } from './friend-rows.ts';

export const FriendListRow = memo(function FriendListRow({ row }: { row: FriendRow }) {
  if (row.is === 'heading') return <Heading row={row} />;
  if (row.is === 'me') return <OwnCard />;
  return <FriendCard userId={row.userId} />;
});

function Heading({ row }: { row: FriendRow & { is: 'heading' } }) {
  const { t } = useTranslation();
  return <h2 className={styles.heading}>{t(`friends.${row.text}`, { count: row.count })}</h2>;
}

function OwnCard() {
  const me = useMe();
  return (
    <button
      type="button"
      data-row=""
      className={styles.me}
      onClick={() => showDialog({ is: 'profile', userId: me.userId })}
    >
      <Avatar person={me} size="large" />
      <Words name={me.nickname} status={me.statusMessage} />
    </button>
  );
}

function FriendCard({ userId }: { userId: string }) {
  const person = usePerson(userId);
  const status = useMaru('profiles', (profiles) => profiles.byId[userId]?.statusMessage ?? '');
  return (
    <button
      type="button"
      data-row=""
      className={styles.friend}
      onClick={() => showDialog({ is: 'profile', userId })}
    >
      <Avatar person={person} />
      <Words name={person.nickname} status={status} />
    </button>
  );
}

function Words({ name, status }: { name: string; status: string }) {
  return (
    <span className={styles.words}>
      <span className={styles.name}>{name}</span>
      {status && <span className={styles.status}>{status}</span>}
    </span>
  );
}
