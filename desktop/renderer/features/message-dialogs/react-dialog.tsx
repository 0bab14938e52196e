import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmojiPicker } from '../../components/emoji-picker.tsx';
import { useActions } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';
import styles from './message-dialogs.module.css';

interface ReactDialogProps {
  message: ChatMessage;
  onClose: () => void;
}

export function ReactDialog({ message, onClose }: ReactDialogProps) {
  const { t } = useTranslation();
  const { react } = useActions();
  const tell = useTell();
  async function pick(emoji: string) {
    onClose();
    tell(await react(message.roomId, message.seq, emoji, true));
  }
  return (
    <Dialog title={t('message.react')} onClose={onClose} narrow>
      <div className={styles.emoji}>
        <EmojiPicker onPick={(emoji) => void pick(emoji)} />
      </div>
    </Dialog>
  );
}
