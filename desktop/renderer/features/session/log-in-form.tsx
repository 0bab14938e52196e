import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useActions } from '../../state/client.ts';
import { deviceName } from './device-name.ts';
import styles from './session-form.module.css';

/** Nothing is checked but presence: what a right id looks like is not told here. */
export function LogInForm() {
  const { t } = useTranslation();
  const { logIn } = useActions();
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorCode>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    setRefusal(undefined);
    if (!userId || !password) return;
    setBusy(true);
    const outcome = await logIn({ userId: userId.trim().toLowerCase(), password, device: deviceName() });
    setBusy(false);
    if (!outcome.ok) setRefusal(outcome.code === 'invalid_request' ? 'invalid_credentials' : outcome.code);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('session.logIn')}>
      <TextField
        label={t('session.userId')}
        value={userId}
        onChange={(event) => setUserId(event.target.value)}
        error={tried && !userId ? t('session.userIdMissing') : undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        label={t('session.password')}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={tried && !password ? t('session.passwordMissing') : undefined}
        autoComplete="current-password"
      />
      <p className={styles.refusal} role="alert">
        {refusal && t(`error.${refusal}`)}
      </p>
      <Button type="submit" look="primary" wide busy={busy}>
        {t('session.logIn')}
      </Button>
    </form>
  );
}
