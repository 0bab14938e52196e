import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { BookmarkShelf } from './bookmark-shelf.tsx';
import styles from './drawer.module.css';
import { useDrawerChanges } from './drawer-changes.ts';
import { LinkShelf } from './link-shelf.tsx';
import { MemoShelf } from './memo-shelf.tsx';
import { useExportBookmarks } from './use-export-bookmarks.ts';

const shelves = ['bookmarks', 'links', 'memos'] as const;
type Shelf = (typeof shelves)[number];

export function DrawerPanel() {
  const { t } = useTranslation();
  const [shelf, setShelf] = useState<Shelf>('bookmarks');
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const changes = useDrawerChanges();
  const exportBookmarks = useExportBookmarks();
  return (
    <Panel
      title={t('drawer.title')}
      action={
        shelf === 'bookmarks' && (
          <IconButton icon="save" label={t('drawer.export')} onClick={() => void exportBookmarks()} />
        )
      }
      search={
        shelf === 'bookmarks' && <SearchField label={t('drawer.search')} value={query} onChange={setQuery} />
      }
    >
      <div className={styles.tabs} role="tablist" aria-label={t('drawer.title')}>
        {shelves.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === shelf}
            className={styles.tab}
            onClick={() => setShelf(each)}
          >
            {t(`drawer.${each}`)}
          </button>
        ))}
      </div>
      {shelf === 'bookmarks' && <BookmarkShelf key={changes} query={wanted} />}
      {shelf === 'links' && <LinkShelf />}
      {shelf === 'memos' && <MemoShelf />}
    </Panel>
  );
}
