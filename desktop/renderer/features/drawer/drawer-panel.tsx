import { Tabs } from 'radix-ui';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useDrawerChanges } from '../../state/drawer-changes.ts';
import { BookmarkShelf } from './bookmark-shelf.tsx';
import styles from './drawer.module.css';
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
      <Tabs.Root className={styles.shelf} value={shelf} onValueChange={(chosen) => setShelf(chosen as Shelf)}>
        <Tabs.List className={styles.tabs} aria-label={t('drawer.title')}>
          {shelves.map((each) => (
            <Tabs.Trigger key={each} value={each} className={styles.tab}>
              {t(`drawer.${each}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content className={styles.shelf} value={shelf}>
          {shelf === 'bookmarks' && <BookmarkShelf key={changes} query={wanted} />}
          {shelf === 'links' && <LinkShelf />}
          {shelf === 'memos' && <MemoShelf />}
        </Tabs.Content>
      </Tabs.Root>
    </Panel>
  );
}
