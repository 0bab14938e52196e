import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useActions } from '../../state/client.ts';
import { useMe } from '../../state/people.ts';
import { saveFile } from '../../state/save-file.ts';
import { useTell } from '../../state/tell.ts';
import { SettingGroup } from './setting-group.tsx';

/** Everything of the account as one file. */
export function ExportSettings() {
  const { t } = useTranslation();
  const { exportData } = useActions();
  const { userId } = useMe();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    const outcome = await exportData();
    setBusy(false);
    if (outcome.ok) saveFile(`maru-${userId}-${new Date().toISOString().slice(0, 10)}.zip`, outcome.value);
    tell(outcome, t('settings.exported'));
  }
  return (
    <SettingGroup
      title={t('settings.data')}
      text={t('settings.exportText')}
      action={
        <Button busy={busy} onClick={() => void save()}>
          {t('settings.export')}
        </Button>
      }
    />
  );
}
