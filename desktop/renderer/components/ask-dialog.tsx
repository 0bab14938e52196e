import { useTranslation } from 'react-i18next';
import styles from './ask-dialog.module.css';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface AskDialogProps {
  title: string;
  text: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function AskDialog({ title, text, yes, onYes, onClose }: AskDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} description={text} onClose={onClose} narrow>
      <div className={styles.choices}>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button look="danger" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
