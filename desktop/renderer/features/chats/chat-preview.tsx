import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import type { RoomEntry } from '../../../client/index.ts';
import { useMaru } from '../../state/client.ts';
import { useMessageWords } from '../../state/message-words.ts';
import styles from './chat-list-row.module.css';

interface ChatPreviewProps {
  room: RoomEntry;
  /** Whether the room is on the screen: what is being written there is seen there. */
  open: boolean;
}

/** What needs a look at it first: a message that did not go out, then unfinished words, then what was said last. */
export function ChatPreview({ room: { roomId, lastMessage }, open }: ChatPreviewProps) {
  const { t } = useTranslation();
  const failed = useMaru('outbox', (outbox) =>
    (outbox.byRoom[roomId] ?? []).some(({ status }) => status === 'failed'),
  );
  const draft = useMaru('drafts', (drafts) => drafts.byRoom[roomId]?.text.trim());
  if (failed) return <span className={styles.failed}>{t('chats.failed')}</span>;
  if (draft && !open)
    return (
      <>
        <span className={styles.draft}>{t('chats.draft')}</span> {draft}
      </>
    );
  return lastMessage ? <Words message={lastMessage} /> : t('chats.noMessage');
}

const Words = ({ message }: { message: ChatMessage }) => useMessageWords(message);
