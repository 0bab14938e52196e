import type { ReactNode } from 'react';
import { Avatar, type Person } from './avatar.tsx';
import { classes } from './classes.ts';
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
      <PersonWords name={person.nickname} note={note} />
      {children}
    </div>
  );
}

interface PersonWordsProps {
  name: string;
  note?: string | undefined;
  /** The name stands out. */
  bold?: boolean;
}

/** A name and a note under it; what does not fit is cut off. */
export function PersonWords({ name, note, bold = false }: PersonWordsProps) {
  return (
    <span className={styles.words}>
      <span className={classes(styles.name, bold && styles.bold)}>{name}</span>
      {note && <span className={styles.note}>{note}</span>}
    </span>
  );
}
