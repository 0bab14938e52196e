import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useActions } from '../../state/client.ts';
import { deviceName } from './device-name.ts';
import { isNickname, isPassword, isUserId } from './form-checks.ts';
import styles from './session-form.module.css';

const empty = { userId: '', nickname: '', password: '' };
type Field = keyof typeof empty;
const fields: readonly Field[] = ['userId', 'nickname', 'password'];
const checks = { userId: isUserId, nickname: isNickname, password: isPassword };
const autoComplete = { userId: 'username', nickname: 'nickname', password: 'new-password' };

export function SignUpForm() {
  const { t } = useTranslation();
  const { signUp } = useActions();
  const [values, setValues] = useState(empty);
  const [left, setLeft] = useState<Partial<Record<Field, boolean>>>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorCode>();
  const taken = refusal === 'user_id_taken';

  function change(field: Field, value: string) {
    setValues({ ...values, [field]: field === 'userId' ? value.toLowerCase() : value });
    setRefusal(undefined);
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setLeft({ userId: true, nickname: true, password: true });
    if (!fields.every((field) => checks[field](values[field]))) return;
    setBusy(true);
    const outcome = await signUp({ ...values, device: deviceName() });
    setBusy(false);
    if (!outcome.ok) setRefusal(outcome.code);
  }

  function errorAt(field: Field): string | undefined {
    if (field === 'userId' && taken) return t('error.user_id_taken');
    return left[field] && !checks[field](values[field]) ? t(`session.${field}Wrong`) : undefined;
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('session.signUp')}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`session.${field}`)}
          hint={t(`session.${field}Hint`)}
          error={errorAt(field)}
          type={field === 'password' ? 'password' : 'text'}
          value={values[field]}
          onChange={(event) => change(field, event.target.value)}
          onBlur={() => values[field] && setLeft({ ...left, [field]: true })}
          autoComplete={autoComplete[field]}
          autoCapitalize="none"
          spellCheck={false}
        />
      ))}
      <p className={styles.refusal} role="alert">
        {refusal && !taken && t(`error.${refusal}`)}
      </p>
      <Button type="submit" look="primary" wide busy={busy}>
        {t('session.signUp')}
      </Button>
    </form>
  );
}
