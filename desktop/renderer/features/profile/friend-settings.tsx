import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FriendSettings as Settings } from '../../../../backend/contract/index.ts';
import { AskDialog } from '../../components/ask-dialog.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { AliasForm } from './alias-form.tsx';
import styles from './profile-dialog.module.css';

/** What one can do with a friend; nothing for others. */
export function FriendSettings({ userId, name }: { userId: string; name: string }) {
  const friend = useMaru('friends', (friends) => friends.byId[userId]);
  const [renaming, setRenaming] = useState(false);
  const change = useChange(userId);
  const { t } = useTranslation();
  if (!friend) return null;
  if (renaming)
    return (
      <AliasForm
        alias={friend.alias}
        onSave={(alias) => change({ alias })}
        onClose={() => setRenaming(false)}
      />
    );
  return (
    <div className={styles.settings}>
      <Setting
        icon="star"
        filled={friend.favourite}
        text={t(friend.favourite ? 'profile.unfavourite' : 'profile.favourite')}
        onClick={() => void change({ favourite: !friend.favourite })}
      />
      <Setting icon="pencil" text={t('profile.rename')} onClick={() => setRenaming(true)} />
      <Setting
        icon="close"
        text={t(friend.blocked ? 'profile.unblock' : 'profile.block')}
        onClick={() => void change({ blocked: !friend.blocked })}
      />
      <RemoveSetting userId={userId} name={name} />
    </div>
  );
}

function useChange(userId: string): (settings: Settings) => Promise<boolean> {
  const { changeFriend } = useActions();
  const { t } = useTranslation();
  return async (settings) => {
    const outcome = await changeFriend(userId, settings);
    if (!outcome.ok) showToast(t(`error.${outcome.code}`));
    return outcome.ok;
  };
}

function RemoveSetting({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation();
  const { removeFriend } = useActions();
  const [asking, setAsking] = useState(false);
  async function remove() {
    const outcome = await removeFriend(userId);
    if (!outcome.ok) showToast(t(`error.${outcome.code}`));
    setAsking(false);
  }
  return (
    <>
      <Setting icon="trash" text={t('profile.remove')} danger onClick={() => setAsking(true)} />
      {asking && (
        <AskDialog
          title={t('profile.removeAsk', { name })}
          text={t('profile.removeText')}
          yes={t('action.delete')}
          onYes={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

interface SettingProps {
  icon: IconName;
  text: string;
  filled?: boolean;
  danger?: boolean;
  onClick: () => void;
}

function Setting({ icon, text, filled, danger, onClick }: SettingProps) {
  return (
    <button type="button" className={`${styles.setting} ${danger ? styles.danger : ''}`} onClick={onClick}>
      <Icon name={icon} size={18} filled={filled} />
      {text}
    </button>
  );
}
