import { useTranslation } from 'react-i18next';
import { AskDialog } from '../../components/ask-dialog.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useChangeFriend } from '../../state/friend-changes.ts';
import { usePerson } from '../../state/people.ts';
import { useTell } from '../../state/tell.ts';
import { AliasForm } from './alias-form.tsx';

interface FriendDialogProps {
  userId: string;
  onClose: () => void;
}

export function RenameFriendDialog({ userId, onClose }: FriendDialogProps) {
  const { t } = useTranslation();
  const alias = useMaru('friends', (friends) => friends.byId[userId]?.alias ?? '');
  const change = useChangeFriend(userId);
  return (
    <Dialog title={t('profile.rename')} onClose={onClose} narrow>
      <AliasForm alias={alias} onSave={(text) => change({ alias: text })} onClose={onClose} />
    </Dialog>
  );
}

export function RemoveFriendDialog({ userId, onClose }: FriendDialogProps) {
  const { t } = useTranslation();
  const { removeFriend } = useActions();
  const { nickname } = usePerson(userId);
  const tell = useTell();
  async function remove() {
    tell(await removeFriend(userId));
    onClose();
  }
  return (
    <AskDialog
      title={t('profile.removeAsk', { name: nickname })}
      text={t('profile.removeText')}
      yes={t('action.delete')}
      onYes={() => void remove()}
      onClose={onClose}
    />
  );
}
