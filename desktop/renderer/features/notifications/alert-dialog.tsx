import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { showToast } from '../../components/toast.tsx';
import { fullDay, timeOfDay } from '../../i18n/times.ts';
import { useMaru } from '../../state/client.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useRoomNaming } from '../../state/room-names.ts';
import { useServerName } from '../../state/server-address.ts';
import styles from './alert-dialog.module.css';
import { dismissAlert } from './dismissed-alerts.ts';

/** Why an alert came: the rule, the room, when, how much; and whom to write to if it is wrong. */
export function AlertDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('alerts.title')} description={t('alerts.text')} onClose={onClose}>
      <Facts alert={alert} />
      <Objection alertId={alert.alertId} />
      <div className={styles.foot}>
        <Button
          look="primary"
          onClick={() => {
            onClose();
            dismissAlert(alert.alertId);
          }}
        >
          {t('alerts.understood')}
        </Button>
      </div>
    </Dialog>
  );
}

function Facts({ alert: { rule, roomId, at, evidence } }: { alert: Alert }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const naming = useRoomNaming();
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const seconds = Math.max(1, Math.ceil(evidence.within / 1000));
  return (
    <dl className={styles.facts}>
      <dt>{t('alerts.rule')}</dt>
      <dd>{t(`alerts.${rule}`)}</dd>
      <dt>{t('alerts.room')}</dt>
      <dd>{room ? naming.room(room) : t('alerts.goneRoom')}</dd>
      <dt>{t('alerts.when')}</dt>
      <dd>
        {fullDay(at, language)} {timeOfDay(at, language)}
      </dd>
      <dt>{t('alerts.count')}</dt>
      <dd>{t('alerts.evidence', { count: evidence.count, seconds })}</dd>
    </dl>
  );
}

function Objection({ alertId }: { alertId: string }) {
  const { t } = useTranslation();
  const server = useServerName();
  async function copy() {
    try {
      await navigator.clipboard.writeText(alertId);
      showToast(t('alerts.copied'), 'check');
    } catch {
      showToast(t('alerts.notCopied'));
    }
  }
  return (
    <details className={styles.objection}>
      <summary>{t('alerts.object')}</summary>
      <p>{t('alerts.objectText', { server })}</p>
      <code className={styles.number}>{alertId}</code>
      <Button onClick={() => void copy()}>{t('alerts.copy')}</Button>
    </details>
  );
}
