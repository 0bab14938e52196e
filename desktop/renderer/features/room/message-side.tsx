import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../../i18n/times.ts';
import { useLanguage } from '../../state/preferences.ts';
import styles from './message-side.module.css';

/** Beside the bubble: how many have not read it yet, and when it was sent. */
export function MessageSide({ unread, createdAt }: { unread: number; createdAt?: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className={styles.side}>
      {unread > 0 && (
        <span className={styles.unread} title={t('room.unreadBy', { count: unread })}>
          <span aria-hidden="true">{unread}</span>
          <span className="visually-hidden">{t('room.unreadBy', { count: unread })}</span>
        </span>
      )}
      {createdAt && (
        <time className={styles.time} dateTime={createdAt}>
          {timeOfDay(createdAt, language)}
        </time>
      )}
    </span>
  );
}
