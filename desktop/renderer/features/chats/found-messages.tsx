import { useCallback, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../../backend/contract/index.ts';
import { listTime } from '../../i18n/times.ts';
import { useActions } from '../../state/client.ts';
import { useGoToMessage } from '../../state/go-to-message.ts';
import { usePerson } from '../../state/people.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useSaidIn } from '../../state/room-names.ts';
import { useToday } from '../../state/today.ts';
import { usePages } from '../../state/use-pages.ts';
import styles from './found-messages.module.css';

/** Messages of all own rooms that contain what is looked for. */
export function FoundMessages({ query }: { query: string }) {
  const { t } = useTranslation();
  const { search } = useActions();
  const wanted = useDeferredValue(query.trim());
  const load = useCallback(
    async (before: string | undefined) => {
      const outcome = await search({ query: wanted, ...(before === undefined ? {} : { before }) });
      if (!outcome.ok) return outcome;
      return { ok: true as const, value: { items: outcome.value.hits, next: outcome.value.next } };
    },
    [search, wanted],
  );
  const pages = usePages(load);
  return (
    <section className={styles.found} aria-label={t('chats.foundMessages')}>
      <h2 className={styles.heading}>{t('chats.foundMessages')}</h2>
      {pages.items.length === 0 && pages.status !== 'loading' && (
        <p className={styles.none}>
          {t(pages.status === 'ready' ? 'chats.noMessages' : `error.${pages.status}`)}
        </p>
      )}
      <ul className={styles.list}>
        {pages.items.map((hit) => (
          <li key={`${hit.roomId} ${hit.seq}`}>
            <Hit hit={hit} />
          </li>
        ))}
      </ul>
      {pages.hasMore && (
        <button type="button" className={styles.more} onClick={pages.loadMore}>
          {t('chats.moreMessages')}
        </button>
      )}
    </section>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const language = useLanguage();
  const today = useToday();
  const goTo = useGoToMessage();
  const person = usePerson(hit.userId, hit.nickname);
  const saidIn = useSaidIn(hit.roomId, person.nickname);
  return (
    <button type="button" data-row="" className={styles.hit} onClick={() => goTo(hit.roomId, hit.seq)}>
      <span className={styles.head}>
        <span className={styles.name}>{person.nickname}</span>
        <span className={styles.room}>{saidIn}</span>
        <time dateTime={hit.createdAt}>{listTime(hit.createdAt, language, today)}</time>
      </span>
      <span className={styles.text}>
        <Highlighted hit={hit} />
      </span>
    </button>
  );
}

/** Marks of code say nothing in one line. */
const plain = (text: string): string => text.replaceAll('`', '');

/** Some text before the first place found, so that it is in the line. */
const before = 12;

function Highlighted({ hit }: { hit: SearchHit }) {
  const [first] = hit.highlights;
  if (!first) return hit.message;
  const from = Math.max(0, first.start - before);
  const end = first.start + first.length;
  return (
    <>
      {from > 0 && '…'}
      {plain(hit.message.slice(from, first.start))}
      <mark>{hit.message.slice(first.start, end)}</mark>
      {plain(hit.message.slice(end))}
    </>
  );
}
