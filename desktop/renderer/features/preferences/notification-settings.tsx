import { useTranslation } from 'react-i18next';
import { askPermission, usePermission } from '../../state/notification-permission.ts';
import { sounds } from '../../state/preference-values.ts';
import { chooseNotifications, usePreferences } from '../../state/preferences.ts';
import { playSound } from '../../state/sounds.ts';
import { ChoiceRow } from './choice-row.tsx';
import { KeywordSettings } from './keyword-settings.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { SwitchRow } from './switch-row.tsx';

export function NotificationSettings() {
  const { t } = useTranslation();
  const rules = usePreferences((preferences) => preferences.notifications);
  return (
    <>
      <NotifySwitch />
      <SwitchRow
        label={t('settings.preview')}
        text={t('settings.previewText')}
        on={rules.preview}
        onChange={(preview) => chooseNotifications({ preview })}
      />
      <SwitchRow
        label={t('settings.mutedMentions')}
        text={t('settings.mutedMentionsText')}
        on={rules.mutedMentions}
        onChange={(mutedMentions) => chooseNotifications({ mutedMentions })}
      />
      <ChoiceRow
        label={t('settings.sound')}
        value={rules.sound}
        choices={sounds.map((one) => [one, t(`settings.sound_${one}`)] as const)}
        onChoose={(sound) => {
          chooseNotifications({ sound });
          void playSound(sound);
        }}
      />
      <KeywordSettings />
      <QuietHours />
    </>
  );
}

/** Off as long as the browser has not allowed it: switching it on asks. */
function NotifySwitch() {
  const { t } = useTranslation();
  const permission = usePermission();
  const wished = usePreferences((preferences) => preferences.notifications.on);
  const texts = {
    granted: t('settings.notifyText'),
    default: t('settings.notifyText'),
    denied: t('settings.notifyDenied'),
    missing: t('settings.notifyMissing'),
  };
  async function change(on: boolean) {
    if (on) await askPermission();
    chooseNotifications({ on });
  }
  return (
    <SwitchRow
      label={t('settings.notify')}
      text={texts[permission]}
      on={wished && permission === 'granted'}
      disabled={permission === 'denied' || permission === 'missing'}
      onChange={(on) => void change(on)}
    />
  );
}
