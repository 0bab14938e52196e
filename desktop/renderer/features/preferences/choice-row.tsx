import { useId } from 'react';
import styles from './choice-row.module.css';

interface ChoiceRowProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** A few choices side by side: radio buttons that look like one switch. */
export function ChoiceRow<T extends string>({ label, value, choices, onChoose }: ChoiceRowProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.set}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        {choices.map(([choice, text]) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={choice === value}
              onChange={() => onChoose(choice)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
