import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { AskDialog } from '../../components/ask-dialog.tsx';
import { useActions } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';

interface UnsendDialogProps {
  message: ChatMessage;
  onClose: () => void;
}

export function UnsendDialog({ message, onClose }: UnsendDialogProps) {
  const { t } = useTranslation();
  const { unsendMessage } = useActions();
  const tell = useTell();
  async function unsend() {
    onClose();
    tell(await unsendMessage(message.roomId, message.seq));
  }
  return (
    <AskDialog
      title={t('message.unsendAsk')}
      text={t('message.unsendText')}
      yes={t('message.unsend')}
      onClose={onClose}
      onYes={() => void unsend()}
    />
  );
}
