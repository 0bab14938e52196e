import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import styles from './long-message-dialog.module.css';
import { MessageText } from './message-text.tsx';

export function LongMessageDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('room.fullMessage')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys. */}
      <p className={styles.text} tabIndex={0}>
        <MessageText text={text} />
      </p>
    </Dialog>
  );
}
