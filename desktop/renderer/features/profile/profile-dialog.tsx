import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useMaru } from '../../state/client.ts';
import { useMe, usePerson } from '../../state/people.ts';
import { FriendSettings } from './friend-settings.tsx';
import { PersonPresence } from './person-presence.tsx';
import { ProfileActions } from './profile-actions.tsx';
import styles from './profile-dialog.module.css';

/** A person's card: who they are, and what one can do from here. */
export function ProfileDialog({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const person = usePerson(userId);
  const profile = useMaru('profiles', (profiles) => profiles.byId[userId]);
  const status = userId === me.userId ? me.statusMessage : profile?.statusMessage;
  const alias = useMaru('friends', (friends) => friends.byId[userId]?.alias);
  const shown = userId === me.userId ? me : person;
  return (
    <Dialog title={t('profile.title', { name: shown.nickname })} hideTitle onClose={onClose} narrow>
      <div className={styles.cover} />
      <div className={styles.card}>
        <span className={styles.picture}>
          <Avatar person={shown} size="huge" />
        </span>
        <p className={styles.name}>{shown.nickname}</p>
        <p className={styles.id}>
          {alias && profile ? `${profile.nickname} · ` : ''}
          {userId}
        </p>
        {userId !== me.userId && <PersonPresence userId={userId} />}
        <p className={styles.status}>{status}</p>
        <ProfileActions userId={userId} name={shown.nickname} onClose={onClose} />
      </div>
      <FriendSettings userId={userId} />
    </Dialog>
  );
}
