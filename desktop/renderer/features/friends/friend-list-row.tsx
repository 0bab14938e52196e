import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icon.tsx';
import { PersonWords } from '../../components/person-line.tsx';
import { PresenceDot } from '../../components/presence-dot.tsx';
import { useMaru } from '../../state/client.ts';
import { useMe, usePerson } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import styles from './friend-list-row.module.css';
import type { MenuPlace } from './friend-menu.tsx';
import type { FoldedGroup, FriendRow } from './friend-rows.ts';

interface FriendListRowProps {
  row: FriendRow;
  onFold: (group: FoldedGroup) => void;
  onMenu: (place: MenuPlace) => void;
}

export const FriendListRow = memo(function FriendListRow({ row, onFold, onMenu }: FriendListRowProps) {
  switch (row.is) {
    case 'heading':
      return <Heading row={row} />;
    case 'fold':
      return <Fold row={row} onFold={onFold} />;
    case 'me':
      return <OwnCard />;
    case 'friend':
      return <FriendCard userId={row.userId} onMenu={onMenu} />;
  }
});

function Heading({ row }: { row: FriendRow & { is: 'heading' } }) {
  const { t } = useTranslation();
  return <h2 className={styles.heading}>{t(`friends.${row.text}`, { count: row.count })}</h2>;
}

function Fold({ row, onFold }: { row: FriendRow & { is: 'fold' }; onFold: (group: FoldedGroup) => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      data-row=""
      className={styles.fold}
      aria-expanded={row.open}
      onClick={() => onFold(row.text)}
    >
      {t(`friends.${row.text}`, { count: row.count })}
      <Icon name={row.open ? 'up' : 'down'} size={16} />
    </button>
  );
}

export function OwnCard() {
  const me = useMe();
  return (
    <button
      type="button"
      data-row=""
      className={styles.me}
      onClick={() => showDialog({ is: 'profile', userId: me.userId })}
    >
      <Avatar person={me} size="large" />
      <PersonWords bold name={me.nickname} note={me.statusMessage} />
    </button>
  );
}

interface FriendCardProps {
  userId: string;
  onMenu: (place: MenuPlace) => void;
}

function FriendCard({ userId, onMenu }: FriendCardProps) {
  const person = usePerson(userId);
  const status = useMaru('profiles', (profiles) => profiles.byId[userId]?.statusMessage ?? '');
  return (
    <button
      type="button"
      data-row=""
      className={styles.friend}
      onClick={() => showDialog({ is: 'profile', userId })}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ userId, x: event.clientX, y: event.clientY });
      }}
    >
      <span className={styles.picture}>
        <Avatar person={person} />
        <Presence userId={userId} />
      </span>
      <PersonWords name={person.nickname} note={status} />
    </button>
  );
}

function Presence({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const state = useMaru('presence', (presence) => presence.byId[userId]?.state ?? 'offline');
  if (state === 'offline') return null;
  return (
    <span className={styles.presence}>
      <PresenceDot state={state} label={t(`presence.${state}`)} />
    </span>
  );
}
