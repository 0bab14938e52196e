import type { ReactNode } from 'react';
import type { Person } from '../../components/avatar.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import styles from './person-row.module.css';

interface PersonRowProps {
  person: Person;
  note?: string;
  children?: ReactNode;
}

/** A person in a list of a dialog. */
export function PersonRow(props: PersonRowProps) {
  return (
    <div className={styles.row}>
      <PersonLine size="small" {...props} />
    </div>
  );
}
