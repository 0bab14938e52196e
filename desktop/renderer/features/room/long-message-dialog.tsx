import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import styles from './long-message-dialog.module.css';
import { MessageText } from './message-text.tsx';

export function LongMessageDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('room.fullMessage')} onClose={onClose}>
      <p className={styles.text}>
        <MessageText text={text} />
      </p>
    </Dialog>
  );
}
