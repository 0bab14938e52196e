import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../components/classes.ts';
import styles from './bubble.module.css';
import { isBigEmoji, MessageText } from './message-text.tsx';

const LongMessageDialog = lazy(() =>
  import('./long-message-dialog.tsx').then((module) => ({ default: module.LongMessageDialog })),
);

const longFrom = 700;

export function Bubble({ text, first, own }: { text: string; first: boolean; own?: boolean }) {
  const long = text.length > longFrom;
  if (isBigEmoji(text)) return <p className={styles.emoji}>{text}</p>;
  return (
    <div className={classes(styles.bubble, own ? styles.own : styles.other, first && styles.first)}>
      <p className={classes(styles.text, long && styles.clamped)}>
        <MessageText text={text} />
      </p>
      {long && <ShowAll text={text} />}
    </div>
  );
}

function ShowAll({ text }: { text: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.all} onClick={() => setOpen(true)}>
        {t('room.showAll')}
      </button>
      <Suspense fallback={null}>
        {open && <LongMessageDialog text={text} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
