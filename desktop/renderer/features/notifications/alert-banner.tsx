import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useMaru } from '../../state/client.ts';
import styles from './alert-banner.module.css';
import { AlertDialog } from './alert-dialog.tsx';
import { dismissAlert, useDismissed } from './dismissed-alerts.ts';

/** What the abuse detector has told, the newest first, until it is put away. */
export function AlertBanner() {
  const { t } = useTranslation();
  const alerts = useMaru('alerts', (state) => state.alerts);
  const dismissed = useDismissed();
  const open = useMemo(
    () => alerts.filter(({ alertId }) => !dismissed.includes(alertId)),
    [alerts, dismissed],
  );
  const [asked, setAsked] = useState(false);
  const [alert] = open;
  if (!alert) return null;
  return (
    <div className={styles.banner} role="status">
      <Icon name="shield" size={18} />
      <p className={styles.text}>
        {t(`alerts.${alert.rule}`)} {open.length > 1 && t('alerts.more', { count: open.length - 1 })}
      </p>
      <button type="button" className={styles.why} onClick={() => setAsked(true)}>
        {t('alerts.why')}
      </button>
      <IconButton
        icon="close"
        size={16}
        label={t('alerts.dismiss')}
        onClick={() => dismissAlert(alert.alertId)}
      />
      {asked && <AlertDialog alert={alert} onClose={() => setAsked(false)} />}
    </div>
  );
}
