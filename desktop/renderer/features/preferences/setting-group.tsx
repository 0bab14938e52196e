import { type ReactNode, useId } from 'react';
import styles from './setting-group.module.css';

interface SettingGroupProps {
  title: string;
  text?: string;
  /** Stands beside the title, such as a button. */
  action?: ReactNode;
  children?: ReactNode;
}

/** Settings that belong together, under a title of their own. */
export function SettingGroup({ title, text, action, children }: SettingGroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {text && <p className={styles.text}>{text}</p>}
        </div>
        {action}
      </div>
      {children && <div className={styles.content}>{children}</div>}
    </section>
  );
}
