import type { ReactNode } from 'react';
import { Avatar, type Person } from '../../components/avatar.tsx';
import styles from './person-row.module.css';

interface PersonRowProps {
  person: Person;
  note?: string;
  children?: ReactNode;
}

/** Picture, name, a note under it, and what can be done at the end. */
export function PersonRow({ person, note, children }: PersonRowProps) {
  return (
    <div className={styles.row}>
      <Avatar person={person} size="small" />
      <span className={styles.words}>
        <span className={styles.name}>{person.nickname}</span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      {children}
    </div>
  );
}
