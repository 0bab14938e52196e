import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { isFriend } from '../../state/named-friends.ts';
import { useMe } from '../../state/people.ts';
import { useStartRoom } from '../../state/start-room.ts';
import { showDialog } from '../../state/view.ts';
import styles from './profile-dialog.module.css';

interface ProfileActionsProps {
  userId: string;
  name: string;
  onClose: () => void;
}

export function ProfileActions({ userId, name, onClose }: ProfileActionsProps) {
  const me = useMe();
  const known = useMaru('friends', (friends) => isFriend(friends, userId));
  const blocked = useMaru('friends', (friends) => friends.byId[userId]?.blocked ?? false);
  if (userId === me.userId) return <OwnActions onClose={onClose} />;
  return (
    <div className={styles.actions}>
      {!known && <AddButton userId={userId} name={name} />}
      {!blocked && <ChatButton userId={userId} onClose={onClose} />}
    </div>
  );
}

function OwnActions({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const startRoom = useStartRoom();
  const open = async () => (await startRoom({ kind: 'self' })) && onClose();
  return (
    <div className={styles.actions}>
      <Button onClick={() => showDialog({ is: 'editProfile' })}>
        <Icon name="pencil" size={18} />
        {t('profile.edit')}
      </Button>
      <Button look="primary" onClick={() => void open()}>
        <Icon name="memo" size={18} />
        {t('profile.selfChat')}
      </Button>
    </div>
  );
}

function ChatButton({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const startRoom = useStartRoom();
  const [busy, setBusy] = useState(false);
  async function open() {
    setBusy(true);
    const done = await startRoom({ kind: 'direct', userIds: [userId] });
    setBusy(false);
    if (done) onClose();
  }
  return (
    <Button look="primary" busy={busy} onClick={() => void open()}>
      <Icon name="chats" size={18} />
      {t('profile.chat')}
    </Button>
  );
}

function AddButton({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation();
  const { addFriend } = useActions();
  async function add() {
    const outcome = await addFriend(userId);
    showToast(outcome.ok ? t('people.added', { name }) : t(`error.${outcome.code}`));
  }
  return (
    <Button onClick={() => void add()}>
      <Icon name="addPerson" size={18} />
      {t('profile.addFriend')}
    </Button>
  );
}
