import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useMe } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
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
    <PersonLine person={me} note={me.userId}>
      <Button onClick={() => showDialog({ is: 'editProfile' })}>{t('profile.edit')}</Button>
    </PersonLine>
  );
}
