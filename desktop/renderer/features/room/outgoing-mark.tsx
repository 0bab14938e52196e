import { useTranslation } from 'react-i18next';
import type { OutboxEntry } from '../../../client/index.ts';
import { Icon } from '../../components/icon.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import styles from './outgoing-mark.module.css';

/** How far sending has come; a failed message can be sent again or given up. */
export function OutgoingMark({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const online = useMaru('connection', (connection) => connection.status === 'online');
  if (entry.status === 'failed') return <Failed entry={entry} />;
  const words = t(online || entry.status !== 'pending' ? 'room.sending' : 'room.waiting');
  return (
    <span className={styles.pending} title={words}>
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function Failed({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const { retry, discard } = useActions();
  const reason = entry.failure ? t(`error.${entry.failure}`) : t('room.failed');
  return (
    <span className={styles.failed}>
      <span className={styles.reason}>{reason}</span>
      <span className={styles.choices}>
        <button
          type="button"
          title={t('room.retry')}
          aria-label={t('room.retry')}
          onClick={() => void retry(entry.clientMessageId)}
        >
          <Icon name="retry" size={15} />
        </button>
        <button
          type="button"
          title={t('room.discard')}
          aria-label={t('room.discard')}
          onClick={() => void discard(entry.clientMessageId)}
        >
          <Icon name="trash" size={15} />
        </button>
      </span>
    </span>
  );
}
