import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import type { IconName } from '../../components/icon.tsx';
import type { Pages } from '../../state/use-pages.ts';
import styles from './drawer.module.css';

interface ShelfProps<T> {
  label: string;
  pages: Pages<T>;
  empty: { icon: IconName; title: string; text: string };
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}

/** What lies in a shelf, the newest first; the next page comes when its end is near. */
export function Shelf<T>({ label, pages, empty, keyOf, children }: ShelfProps<T>) {
  const { t } = useTranslation();
  const { items, status } = pages;
  if (items.length === 0) {
    if (status === 'loading') return null;
    if (status === 'ready') return <EmptyState {...empty} />;
    return (
      <EmptyState icon="offline" title={t(`error.${status}`)}>
        <Button onClick={pages.reload}>{t('action.retry')}</Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller}>
      <ul className={styles.list} aria-label={label}>
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {pages.hasMore && <Rest onSeen={pages.loadMore} />}
    </div>
  );
}

/** The end of what is loaded. */
function Rest({ onSeen }: { onSeen: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    const { current } = end;
    if (!current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: '400px' },
    );
    observer.observe(current);
    return () => observer.disconnect();
  });
  return <div ref={end} className={styles.rest} />;
}
