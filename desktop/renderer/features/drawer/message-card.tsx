import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { listTime } from '../../i18n/times.ts';
import { useGoToMessage } from '../../state/go-to-message.ts';
import { usePerson } from '../../state/people.ts';
import { useLanguage } from '../../state/preferences.ts';
import { richText } from '../../state/rich-text.ts';
import { useSaidIn } from '../../state/room-names.ts';
import { useToday } from '../../state/today.ts';
import styles from './drawer.module.css';

/** A message on a shelf, its links at hand under its other words; a click on those goes to where it was said. */
export function MessageCard({ message }: { message: ChatMessage }) {
  const language = useLanguage();
  const today = useToday();
  const goTo = useGoToMessage();
  const person = usePerson(message.userId, message.nickname);
  const saidIn = useSaidIn(message.roomId, person.nickname);
  const { words, links } = partsOf(message.message);
  return (
    <article className={styles.card}>
      <header className={styles.cardHead}>
        <span className={styles.from}>{saidIn ? `${person.nickname} · ${saidIn}` : person.nickname}</span>
        <time dateTime={message.createdAt}>{listTime(message.createdAt, language, today)}</time>
      </header>
      <button type="button" className={styles.text} onClick={() => goTo(message.roomId, message.seq)}>
        {words}
      </button>
      {links.map((link) => (
        <a key={link} className={styles.link} href={link} target="_blank" rel="noreferrer noopener">
          {link}
        </a>
      ))}
    </article>
  );
}

/** Words without links and marks, and each link once. Where nothing was said about a link, its host stands for it. */
function partsOf(message: string): { words: string; links: string[] } {
  const pieces = richText(message);
  const links = [...new Set(pieces.filter(({ is }) => is === 'link').map(({ text }) => text))];
  const said = pieces.filter(({ is }) => is !== 'link').map(({ text }) => text);
  const words = said.join('').trim();
  return { words: words || links.map(hostOf).join(', ') || message, links };
}

const hostOf = (link: string): string => (URL.canParse(link) ? new URL(link).host : link);
