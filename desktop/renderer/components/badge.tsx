import styles from './badge.module.css';

/** An unread number; nothing at 0, "999+" from a thousand on. */
export function Badge({ count, label, quiet }: { count: number; label: string; quiet?: boolean }) {
  if (count < 1) return null;
  return (
    <span className={quiet ? styles.quiet : styles.badge}>
      <span aria-hidden="true">{count > 999 ? '999+' : count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
