import styles from './presence-dot.module.css';

interface PresenceDotProps {
  state: 'online' | 'away';
  /** Said in its place; leave it out where the word stands beside it. */
  label?: string;
}

/** Whether somebody is there: full is online, a ring is away. Absent people have none. */
export function PresenceDot({ state, label }: PresenceDotProps) {
  return (
    <>
      <span className={styles[state]} aria-hidden="true" />
      {label && <span className="visually-hidden">{label}</span>}
    </>
  );
}
