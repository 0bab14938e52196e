import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaruBridge } from '../../../ipc/index.ts';
import { Button } from '../../components/button.tsx';
import { useLock } from '../../state/lock.ts';
import { ChoiceRow } from './choice-row.tsx';
import styles from './desktop-settings.module.css';
import { PinForm, type PinTask } from './pin-form.tsx';
import { SettingGroup } from './setting-group.tsx';

const autoLockMinutes = [0, 1, 5, 15, 60];

interface LockSettingsProps {
  bridge: MaruBridge;
  minutes: number;
  onMinutes: (minutes: number) => void;
}

/** The PIN, and when Maru locks itself. */
export function LockSettings({ bridge, minutes, onMinutes }: LockSettingsProps) {
  const { t } = useTranslation();
  const lock = useLock();
  const [task, setTask] = useState<PinTask>();
  const choices = [...new Set([...autoLockMinutes, minutes])].toSorted((a, b) => a - b);
  return (
    <SettingGroup title={t('settings.lock')} text={t('settings.lockText')}>
      {task ? (
        <PinForm bridge={bridge} task={task} hasPin={lock.hasPin} onClose={() => setTask(undefined)} />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => setTask('set')}>
            {t(lock.hasPin ? 'settings.lockChange' : 'settings.lockSet')}
          </Button>
          {lock.hasPin && (
            <>
              <Button onClick={() => setTask('remove')}>{t('settings.lockRemove')}</Button>
              <Button onClick={() => void bridge.lockNow()}>{t('settings.lockNow')}</Button>
            </>
          )}
        </div>
      )}
      {lock.hasPin && (
        <ChoiceRow
          label={t('settings.autoLock')}
          value={String(minutes)}
          choices={choices.map(
            (count) =>
              [String(count), count === 0 ? t('settings.never') : t('settings.minutes', { count })] as const,
          )}
          onChoose={(chosen) => onMinutes(Number(chosen))}
        />
      )}
    </SettingGroup>
  );
}
