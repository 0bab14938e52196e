import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../../backend/contract/index.ts';
import { IconButton } from '../../components/button.tsx';
import { classes } from '../../components/classes.ts';
import { Icon } from '../../components/icon.tsx';
import styles from './notice-bar.module.css';

/** What stands above the messages (공지): one line, all of it on a click, out of the way until it changes. */
export function NoticeBar({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [hidden, setHidden] = useState(false);
  if (hidden) return null;
  return (
    <section className={styles.bar} aria-label={t('notice.label')}>
      <Icon name="notice" size={18} />
      <button
        type="button"
        className={classes(styles.text, open && styles.open)}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {notice.text}
      </button>
      <IconButton icon="close" size={16} label={t('notice.hide')} onClick={() => setHidden(true)} />
    </section>
  );
}
