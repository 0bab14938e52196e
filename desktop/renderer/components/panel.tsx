import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  action?: ReactNode;
  search?: ReactNode;
  children: ReactNode;
}

/** The list column: a heading with what can be added, a search field, the list. */
export function Panel({ title, action, search, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {action}
      </header>
      {search && <div className={styles.search}>{search}</div>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
