import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaruBridge } from '../../../ipc/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useLock } from '../../state/lock.ts';
import styles from './lock.module.css';

export function LockForm({ bridge }: { bridge: MaruBridge }) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const wait = useWait();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!/^\d{4,12}$/.test(pin)) return setWrong(true);
    const outcome = await bridge.unlock(pin);
    setWrong(outcome === 'wrong');
    setPin('');
  }

  function errorText(): string | undefined {
    if (wait > 0) return t('lock.wait', { count: wait });
    return wrong ? t('settings.pinNotRight') : undefined;
  }

  if (forgotten) return <Forgotten bridge={bridge} onBack={() => setForgotten(false)} />;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('lock.pin')}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        disabled={wait > 0}
        value={pin}
        error={errorText()}
        onChange={(event) => {
          setPin(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="submit" look="primary" wide disabled={wait > 0}>
        {t('lock.unlock')}
      </Button>
      <Button look="quiet" onClick={() => setForgotten(true)}>
        {t('lock.forgotten')}
      </Button>
    </form>
  );
}

/** Seconds until a PIN is looked at again. */
function useWait(): number {
  const { waitSeconds } = useLock();
  const [left, setLeft] = useState(waitSeconds);
  useEffect(() => {
    setLeft(waitSeconds);
    if (waitSeconds === 0) return;
    const end = Date.now() + waitSeconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [waitSeconds]);
  return left;
}

/** The way out costs the log-in and everything that is kept here. */
function Forgotten({ bridge, onBack }: { bridge: MaruBridge; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.form}>
      <p className={styles.warning}>{t('lock.forgottenText')}</p>
      <Button look="danger" wide onClick={() => void bridge.forgetPin()}>
        {t('lock.forget')}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t('action.back')}
      </Button>
    </div>
  );
}
