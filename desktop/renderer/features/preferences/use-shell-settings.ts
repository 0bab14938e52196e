import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaruBridge, SettingsChange, ShellSettings } from '../../../ipc/index.ts';
import { showToast } from '../../components/toast.tsx';

/** What the desktop app remembers for this computer; undefined until it has said so. */
export function useShellSettings(
  bridge: MaruBridge,
): [ShellSettings | undefined, (change: SettingsChange) => void] {
  const { t } = useTranslation();
  const [settings, setSettings] = useState<ShellSettings>();
  useEffect(() => {
    bridge.settings().then(setSettings, () => {});
  }, [bridge]);
  const change = (wished: SettingsChange) =>
    void bridge.changeSettings(wished).then(setSettings, () => showToast(t('settings.systemRefused')));
  return [settings, change];
}
