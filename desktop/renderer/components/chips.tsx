import styles from './chips.module.css';
import { RadioChoices, type RadioChoicesProps } from './radio-choices.tsx';

interface ChipsProps<T extends string> extends RadioChoicesProps<T> {
  label: string;
}

/** One of a few, over a list. */
export function Chips<T extends string>({ label, ...choices }: ChipsProps<T>) {
  return (
    <div className={styles.row} role="radiogroup" aria-label={label}>
      <RadioChoices className={styles.chip} {...choices} />
    </div>
  );
}
