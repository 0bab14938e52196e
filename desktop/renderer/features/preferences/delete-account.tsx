import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useActions } from '../../state/client.ts';
import { followDeletion } from '../../state/deletion.ts';
import styles from './setting-form.module.css';
import { SettingGroup } from './setting-group.tsx';

/** What deleting the account means, and the password that does it. The log-in screen then tells how far it has come. */
export function DeleteAccount({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <SettingGroup
      title={t('settings.leave')}
      action={
        <Button look="quiet" onClick={onBack}>
          {t('settings.leaveBack')}
        </Button>
      }
    >
      <ul className={styles.warnings}>
        <li>{t('settings.leaveGone')}</li>
        <li>{t('settings.leaveStays')}</li>
        <li>{t('settings.leaveForever')}</li>
      </ul>
      <LeaveForm />
    </SettingGroup>
  );
}

function LeaveForm() {
  const { t } = useTranslation();
  const { deleteAccount } = useActions();
  const [password, setPassword] = useState('');
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorCode>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!password || !sure) return;
    setBusy(true);
    const outcome = await deleteAccount(password);
    if (outcome.ok) return followDeletion(outcome.value.deletionId);
    setBusy(false);
    setRefusal(outcome.code);
  }

  function errorText(): string | undefined {
    if (!refusal) return undefined;
    return refusal === 'invalid_credentials' ? t('settings.passwordNotRight') : t(`error.${refusal}`);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('settings.leave')}>
      <label className={styles.sure}>
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        {t('settings.leaveSure')}
      </label>
      <TextField
        label={t('session.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        error={errorText()}
        onChange={(event) => {
          setPassword(event.target.value);
          setRefusal(undefined);
        }}
      />
      <div className={styles.foot}>
        <Button type="submit" look="danger" busy={busy} disabled={!sure || !password}>
          {t('settings.leaveNow')}
        </Button>
      </div>
    </form>
  );
}
