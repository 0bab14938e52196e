import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import { useActions, useMaru } from '../state/client.ts';
import styles from './connection-banner.module.css';

const patience = 1500;

/** Whether there has been no connection for a while; short breaks are not worth a word. */
function useLongAway(): boolean {
  const online = useMaru('connection', (connection) => connection.status === 'online');
  const [away, setAway] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAway(!online), online ? 0 : patience);
    return () => clearTimeout(timer);
  }, [online]);
  return away && !online;
}

export function ConnectionBanner() {
  const { t } = useTranslation();
  const actions = useActions();
  const away = useLongAway();
  const status = useMaru('connection', (connection) => connection.status);
  return (
    <div role="status">
      {away && (
        <div className={styles.banner}>
          <Icon name="offline" size={18} />
          <span className={styles.text}>
            {t(status === 'offline' ? 'connection.offline' : 'connection.connecting')}
          </span>
          <button type="button" disabled={status !== 'offline'} onClick={() => actions.reconnect()}>
            {t('connection.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
