import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { listTime } from '../../i18n/times.ts';
import { useGoToMessage } from '../../state/go-to-message.ts';
import { usePerson } from '../../state/people.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useSaidIn } from '../../state/room-names.ts';
import { useToday } from '../../state/today.ts';
import styles from './drawer.module.css';

const address = /https?:\/\/[^\s<>"']+/g;

/** A message on a shelf, its links at hand; a click goes to where it was said. */
export function MessageCard({ message }: { message: ChatMessage }) {
  const language = useLanguage();
  const today = useToday();
  const goTo = useGoToMessage();
  const person = usePerson(message.userId, message.nickname);
  const saidIn = useSaidIn(message.roomId, person.nickname);
  const links = message.message.match(address) ?? [];
  return (
    <article className={styles.card}>
      <header className={styles.cardHead}>
        <span className={styles.from}>{saidIn ? `${person.nickname} · ${saidIn}` : person.nickname}</span>
        <time dateTime={message.createdAt}>{listTime(message.createdAt, language, today)}</time>
      </header>
      <button type="button" className={styles.text} onClick={() => goTo(message.roomId, message.seq)}>
        {message.message}
      </button>
      {links.map((link) => (
        <a key={link} className={styles.link} href={link} target="_blank" rel="noreferrer noopener">
          {link}
        </a>
      ))}
    </article>
  );
}
