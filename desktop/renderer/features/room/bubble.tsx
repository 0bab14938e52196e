import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../components/classes.ts';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { FailureDialog } from '../../components/failure-dialog.tsx';
import { lazyPart } from '../../components/lazy-part.tsx';
import styles from './bubble.module.css';
import { isBigEmoji, MessageText } from './message-text.tsx';
import { Quote } from './quote.tsx';
import type { Line } from './timeline.ts';

const LongMessageDialog = lazyPart(() =>
  import('./long-message-dialog.tsx').then((module) => module.LongMessageDialog),
);

const longFrom = 700;

/** What somebody wrote; of a message that was unsent only that it was. */
export function Bubble({ line, first, own }: { line: Line; first: boolean; own?: boolean }) {
  const { t } = useTranslation();
  const { text, stored, entry } = line;
  const quote = stored?.replyTo ?? entry?.replyTo;
  const shape = classes(styles.bubble, own ? styles.own : styles.other, first && styles.first);
  if (stored?.unsentAt) return <p className={classes(shape, styles.unsent)}>{t('message.unsent')}</p>;
  if (!quote && isBigEmoji(text)) return <p className={styles.emoji}>{text}</p>;
  const long = text.length > longFrom;
  return (
    <div className={shape}>
      {quote && <Quote roomId={line.roomId} quote={quote} />}
      {(stored?.forwarded ?? entry?.forwarded) && <p className={styles.note}>{t('message.forwarded')}</p>}
      <div className={classes(styles.text, long && styles.clamped)}>
        <MessageText text={text} mentions={stored?.mentions ?? entry?.mentions} />
        {stored?.editedAt && <span className={styles.edited}> {t('message.edited')}</span>}
      </div>
      {long && <ShowAll text={text} />}
    </div>
  );
}

function ShowAll({ text }: { text: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className={styles.all} onClick={() => setOpen(true)}>
        {t('room.showAll')}
      </button>
      {open && (
        <ErrorBoundary fallback={(failure) => <FailureDialog onClose={close} {...failure} />}>
          <Suspense fallback={null}>
            <LongMessageDialog text={text} onClose={close} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
