import { useTranslation } from 'react-i18next';
import type { Bookmark } from '../../../../backend/contract/index.ts';
import { IconButton } from '../../components/button.tsx';
import { listTime } from '../../i18n/times.ts';
import { useGoToMessage } from '../../state/go-to-message.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useToday } from '../../state/today.ts';
import { showDialog } from '../../state/view.ts';
import styles from './drawer.module.css';

interface BookmarkCardProps {
  bookmark: Bookmark;
  onLabel: (label: string) => void;
}

/** A kept message as it was, with what its keeper says about it. */
export function BookmarkCard({ bookmark, onLabel }: BookmarkCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const goTo = useGoToMessage();
  const { roomId, seq, roomTitle, nickname, message, createdAt, labels, note } = bookmark;
  return (
    <article className={styles.card}>
      <header className={styles.cardHead}>
        <span className={styles.from}>
          {/* A direct room is called like the other one in it. */}
          {nickname === roomTitle ? nickname : `${nickname} · ${roomTitle}`}
        </span>
        <time dateTime={createdAt}>{listTime(createdAt, language, today)}</time>
        <IconButton
          icon="pencil"
          size={16}
          label={t('drawer.edit')}
          onClick={() => showDialog({ is: 'bookmark', bookmark })}
        />
      </header>
      <button type="button" className={styles.text} onClick={() => goTo(roomId, seq)}>
        {message}
      </button>
      {note && <p className={styles.note}>{note}</p>}
      {labels.length > 0 && (
        <p className={styles.labels}>
          {labels.map((label) => (
            <button key={label} type="button" className={styles.label} onClick={() => onLabel(label)}>
              #{label}
            </button>
          ))}
        </p>
      )}
    </article>
  );
}
