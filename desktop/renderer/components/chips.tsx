import { useId } from 'react';
import styles from './chips.module.css';

interface ChipsProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** One of a few, over a list: radio buttons, so arrow keys go from one to the next. */
export function Chips<T extends string>({ label, value, choices, onChoose }: ChipsProps<T>) {
  const name = useId();
  return (
    <div className={styles.row} role="radiogroup" aria-label={label}>
      {choices.map(([choice, text]) => (
        <label key={choice} className={styles.chip}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={choice === value}
            onChange={() => onChoose(choice)}
          />
          {text}
        </label>
      ))}
    </div>
  );
}
