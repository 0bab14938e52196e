import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { sendKeys } from '../../state/preference-values.ts';
import { choose, usePreferences } from '../../state/preferences.ts';
import { isMac } from '../../state/shortcuts.ts';
import { ChoiceRow } from './choice-row.tsx';
import { SwitchRow } from './switch-row.tsx';

export function ChatSettings() {
  const { t } = useTranslation();
  const { sendKey, roomWindows } = usePreferences((preferences) => preferences);
  const key = isMac ? '⌘' : 'Ctrl';
  return (
    <>
      <ChoiceRow
        label={t('settings.sendKey')}
        text={t(`settings.sendText_${sendKey}`)}
        value={sendKey}
        choices={sendKeys.map((one) => [one, t(`settings.send_${one}`, { key })] as const)}
        onChoose={(one) => choose({ sendKey: one })}
      />
      {bridge && (
        <SwitchRow
          label={t('settings.roomWindows')}
          text={t('settings.roomWindowsText')}
          on={roomWindows}
          onChange={(on) => choose({ roomWindows: on })}
        />
      )}
    </>
  );
}
