import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useMaru } from '../../state/client.ts';
import { useChangeFriend } from '../../state/friend-changes.ts';
import { useMe } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import { AliasForm } from './alias-form.tsx';
import styles from './profile-dialog.module.css';

/** What one can do with somebody else; strangers can only be blocked. */
export function FriendSettings({ userId }: { userId: string }) {
  const me = useMe();
  const friend = useMaru('friends', (friends) => friends.byId[userId]);
  const [renaming, setRenaming] = useState(false);
  const change = useChangeFriend(userId);
  const { t } = useTranslation();
  if (userId === me.userId) return null;
  if (friend && renaming)
    return (
      <AliasForm
        alias={friend.alias}
        onSave={(alias) => change({ alias })}
        onClose={() => setRenaming(false)}
      />
    );
  const blocked = friend?.blocked ?? false;
  return (
    <div className={styles.settings}>
      {friend?.since && (
        <>
          <Setting
            icon="star"
            filled={friend.favourite}
            text={t(friend.favourite ? 'profile.unfavourite' : 'profile.favourite')}
            onClick={() => void change({ favourite: !friend.favourite })}
          />
          <Setting icon="pencil" text={t('profile.rename')} onClick={() => setRenaming(true)} />
          <Setting
            icon={friend.hidden ? 'show' : 'hide'}
            text={t(friend.hidden ? 'profile.unhide' : 'profile.hide')}
            onClick={() => void change({ hidden: !friend.hidden })}
          />
        </>
      )}
      <Setting
        icon="block"
        text={t(blocked ? 'profile.unblock' : 'profile.block')}
        onClick={() => void change({ blocked: !blocked })}
      />
      {friend?.since && (
        <Setting
          icon="trash"
          text={t('profile.remove')}
          danger
          onClick={() => showDialog({ is: 'removeFriend', userId })}
        />
      )}
    </div>
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
