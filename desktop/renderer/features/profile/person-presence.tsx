import { useTranslation } from 'react-i18next';
import { PresenceDot } from '../../components/presence-dot.tsx';
import { listTime } from '../../i18n/times.ts';
import { useMaru } from '../../state/client.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useToday } from '../../state/today.ts';
import styles from './profile-dialog.module.css';

/** Whether somebody is there, or when they were last seen, as far as it is known. */
export function PersonPresence({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const presence = useMaru('presence', (state) => state.byId[userId]);
  if (!presence) return null;
  const { state, at } = presence;
  if (state === 'offline')
    return at ? (
      <p className={styles.presence}>{t('presence.lastSeen', { time: listTime(at, language, today) })}</p>
    ) : null;
  return (
    <p className={styles.presence}>
      <PresenceDot state={state} />
      {t(`presence.${state}`)}
    </p>
  );
}
