import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaruBridge, PinOutcome } from '../../../ipc/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import styles from './setting-form.module.css';

/** `set` is the first PIN as well as another one. */
export type PinTask = 'set' | 'remove';

const isPin = (text: string): boolean => /^\d{4,12}$/.test(text);

interface PinFormProps {
  bridge: MaruBridge;
  task: PinTask;
  hasPin: boolean;
  onClose: () => void;
}

export function PinForm({ bridge, task, hasPin, onClose }: PinFormProps) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Exclude<PinOutcome, 'done'>>();
  const complete = (!hasPin || isPin(current)) && (task === 'remove' || isPin(pin));

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (!complete) return;
    const outcome =
      task === 'remove'
        ? await bridge.removePin(current)
        : await bridge.setPin(hasPin ? { pin, current } : { pin });
    if (outcome !== 'done') return setRefusal(outcome);
    showToast(t(task === 'remove' ? 'settings.pinRemoved' : 'settings.pinSaved'), 'check');
    onClose();
  }

  function currentError(): string | undefined {
    if (refusal) return t(refusal === 'wrong' ? 'settings.pinNotRight' : 'settings.pinWait');
    return tried && !isPin(current) ? t('settings.pinWrong') : undefined;
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('settings.lock')}>
      {hasPin && (
        <PinField
          label={t('settings.pinNow')}
          value={current}
          error={currentError()}
          onChange={(text) => {
            setCurrent(text);
            setRefusal(undefined);
          }}
        />
      )}
      {task === 'set' && (
        <PinField
          label={t('settings.pin')}
          value={pin}
          error={tried && !isPin(pin) ? t('settings.pinWrong') : undefined}
          onChange={setPin}
        />
      )}
      <div className={styles.foot}>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary">
          {t(task === 'remove' ? 'settings.lockRemove' : 'action.save')}
        </Button>
      </div>
    </form>
  );
}

interface PinFieldProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function PinField({ label, value, error, onChange }: PinFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={label}
      hint={t('settings.pinHint')}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
