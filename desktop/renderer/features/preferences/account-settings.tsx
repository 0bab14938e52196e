import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { useMe } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import styles from './account-settings.module.css';
import { DeleteAccount } from './delete-account.tsx';
import { DeviceList } from './device-list.tsx';
import { ExportSettings } from './export-settings.tsx';
import { PasswordSettings } from './password-settings.tsx';
import { SettingGroup } from './setting-group.tsx';

export function AccountSettings() {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const [passwords, setPasswords] = useState(0);
  if (leaving) return <DeleteAccount onBack={() => setLeaving(false)} />;
  return (
    <>
      <OwnProfile />
      <PasswordSettings onChanged={() => setPasswords(passwords + 1)} />
      <DeviceList key={passwords} />
      <ExportSettings />
      <SettingGroup
        title={t('settings.leave')}
        text={t('settings.leaveText')}
        action={
          <Button look="danger" onClick={() => setLeaving(true)}>
            {t('settings.leaveAction')}
          </Button>
        }
      />
    </>
  );
}

function OwnProfile() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className={styles.me}>
      <Avatar person={me} />
      <div className={styles.words}>
        <p className={styles.name}>{me.nickname}</p>
        <p className={styles.note}>{me.userId}</p>
      </div>
      <Button onClick={() => showDialog({ is: 'editProfile' })}>{t('profile.edit')}</Button>
    </div>
  );
}
