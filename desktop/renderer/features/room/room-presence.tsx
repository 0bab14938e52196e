import { useTranslation } from 'react-i18next';
import { useMaru } from '../../state/client.ts';
import styles from './room-presence.module.css';

/** Whether the other one is there now. */
export function RoomPresence({ userId }: { userId: string | undefined }) {
  const { t } = useTranslation();
  const state = useMaru('presence', (presence) => presence.byId[userId ?? '']?.state ?? 'offline');
  if (state === 'offline') return null;
  return (
    <span className={styles.presence}>
      <span className={styles[state]} aria-hidden="true" />
      {t(`presence.${state}`)}
    </span>
  );
}
