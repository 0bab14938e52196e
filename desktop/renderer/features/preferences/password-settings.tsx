import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorCode, limits } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import styles from './setting-form.module.css';
import { SettingGroup } from './setting-group.tsx';

/** The password, changed in place. */
export function PasswordSettings({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  function done() {
    setChanging(false);
    onChanged();
  }
  return (
    <SettingGroup
      title={t('settings.password')}
      text={t('settings.passwordText')}
      action={!changing && <Button onClick={() => setChanging(true)}>{t('settings.passwordChange')}</Button>}
    >
      {changing && <PasswordForm onDone={done} onCancel={() => setChanging(false)} />}
    </SettingGroup>
  );
}

const { min, max } = limits.passwordCharacters;

function PasswordForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { changePassword } = useActions();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorCode>();
  const fits = newPassword.length >= min && newPassword.length <= max;
  const wrong = refusal === 'invalid_credentials';

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    setRefusal(undefined);
    if (!password || !fits) return;
    setBusy(true);
    const outcome = await changePassword({ password, newPassword });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.code);
    showToast(t('settings.passwordChanged'), 'check');
    onDone();
  }

  function nowError(): string | undefined {
    if (wrong) return t('settings.passwordNotRight');
    return tried && !password ? t('session.passwordMissing') : undefined;
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('settings.passwordChange')}>
      <TextField
        label={t('settings.passwordNow')}
        type="password"
        autoComplete="current-password"
        value={password}
        error={nowError()}
        onChange={(event) => {
          setPassword(event.target.value);
          setRefusal(undefined);
        }}
        autoFocus
      />
      <TextField
        label={t('settings.passwordNew')}
        type="password"
        autoComplete="new-password"
        hint={t('session.passwordHint')}
        value={newPassword}
        error={tried && !fits ? t('session.passwordWrong') : undefined}
        onChange={(event) => setNewPassword(event.target.value)}
      />
      <div className={styles.foot}>
        <p className={styles.refusal} role="alert">
          {refusal && !wrong && t(`error.${refusal}`)}
        </p>
        <Button look="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" busy={busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
