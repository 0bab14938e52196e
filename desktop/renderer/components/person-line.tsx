import type { ReactNode } from 'react';
import { Avatar, type Person } from './avatar.tsx';
import styles from './person-line.module.css';

interface PersonLineProps {
  person: Person;
  size?: 'small' | 'medium' | 'large';
  note?: string | undefined;
  children?: ReactNode;
}

/** Picture, name, a note under it, and what can be done at the end. */
export function PersonLine({ person, size = 'medium', note, children }: PersonLineProps) {
  return (
    <div className={styles.line}>
      <Avatar person={person} size={size} />
      <span className={styles.words}>
        <span className={styles.name}>{person.nickname}</span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      {children}
    </div>
  );
}
