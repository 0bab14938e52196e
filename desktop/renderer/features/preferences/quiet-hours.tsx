import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { chooseNotifications, usePreferences } from '../../state/preferences.ts';
import styles from './notification-settings.module.css';
import { SwitchRow } from './switch-row.tsx';

/** From when to when nothing notifies; over midnight as well. */
export function QuietHours() {
  const { t } = useTranslation();
  const { quiet, quietFrom, quietTo } = usePreferences((preferences) => preferences.notifications);
  return (
    <div>
      <SwitchRow
        label={t('settings.quiet')}
        text={t('settings.quietText')}
        on={quiet}
        onChange={(on) => chooseNotifications({ quiet: on })}
      />
      <div className={styles.hours}>
        <TextField
          label={t('settings.quietFrom')}
          type="time"
          disabled={!quiet}
          value={quietFrom}
          onChange={(event) => event.target.value && chooseNotifications({ quietFrom: event.target.value })}
        />
        <TextField
          label={t('settings.quietTo')}
          type="time"
          disabled={!quiet}
          value={quietTo}
          onChange={(event) => event.target.value && chooseNotifications({ quietTo: event.target.value })}
        />
      </div>
    </div>
  );
}
