import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bookmark } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { usePages } from '../../state/use-pages.ts';
import { BookmarkCard } from './bookmark-card.tsx';
import styles from './drawer.module.css';
import { Shelf } from './shelf.tsx';

const keyOf = ({ roomId, seq }: Bookmark): string => `${roomId} ${seq}`;

export function BookmarkShelf({ query }: { query: string }) {
  const { t } = useTranslation();
  const { loadBookmarks } = useActions();
  const [label, setLabel] = useState<string>();
  const load = useCallback(
    async (before: string | undefined) => {
      const outcome = await loadBookmarks({
        ...(query ? { query } : {}),
        ...(label === undefined ? {} : { label }),
        ...(before === undefined ? {} : { before }),
      });
      if (!outcome.ok) return outcome;
      return { ok: true as const, value: { items: outcome.value.bookmarks, next: outcome.value.next } };
    },
    [loadBookmarks, query, label],
  );
  const pages = usePages(load);
  return (
    <>
      {label !== undefined && (
        <button type="button" className={styles.filter} onClick={() => setLabel(undefined)}>
          #{label} ×<span className="visually-hidden">{t('drawer.allLabels')}</span>
        </button>
      )}
      <Shelf
        label={t('drawer.bookmarks')}
        pages={pages}
        keyOf={keyOf}
        empty={{
          icon: query || label ? 'search' : 'drawer',
          title: t(query || label ? 'drawer.noneFound' : 'drawer.emptyBookmarks'),
          text: query || label ? '' : t('drawer.emptyBookmarksText'),
        }}
      >
        {(bookmark) => <BookmarkCard bookmark={bookmark} onLabel={setLabel} />}
      </Shelf>
    </>
  );
}
