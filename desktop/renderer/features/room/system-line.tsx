import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { useMessageWords } from '../../state/message-words.ts';
import styles from './message-row.module.css';

/** What happened in the room, put into words. */
export function SystemLine({ message }: { message: ChatMessage }) {
  const words = useMessageWords(message);
  return <p className={styles.system}>{words}</p>;
}
