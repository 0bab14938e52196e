import { useTranslation } from 'react-i18next';
import type { MaruBridge } from '../../../ipc/index.ts';
import { bridge } from '../../state/bridge.ts';
import { LockSettings } from './lock-settings.tsx';
import { ServerSettings } from './server-settings.tsx';
import { SwitchRow } from './switch-row.tsx';
import { useShellSettings } from './use-shell-settings.ts';

/** What only the desktop app can do. */
export function DesktopSettings() {
  return bridge ? <ShellSettings bridge={bridge} /> : null;
}

const switches = ['startAtLogin', 'closeToTray', 'spellCheck', 'automaticUpdates'] as const;

function ShellSettings({ bridge }: { bridge: MaruBridge }) {
  const { t } = useTranslation();
  const [settings, change] = useShellSettings(bridge);
  if (!settings) return null;
  const texts: Partial<Record<(typeof switches)[number], string>> = {
    closeToTray: t('settings.closeToTrayText'),
    automaticUpdates: t('settings.automaticUpdatesText'),
  };
  return (
    <>
      {switches.map((name) => (
        <SwitchRow
          key={name}
          label={t(`settings.${name}`)}
          text={texts[name]}
          on={settings[name]}
          onChange={(on) => change({ [name]: on })}
        />
      ))}
      <LockSettings
        bridge={bridge}
        minutes={settings.autoLockMinutes}
        onMinutes={(autoLockMinutes) => change({ autoLockMinutes })}
      />
      <ServerSettings bridge={bridge} />
    </>
  );
}
