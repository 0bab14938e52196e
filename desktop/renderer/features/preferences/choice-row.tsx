import { useId } from 'react';
import styles from './choice-row.module.css';

interface ChoiceRowProps<T extends string> {
  label: string;
  /** What the chosen one means. */
  text?: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** A few choices side by side: radio buttons that look like one switch. */
export function ChoiceRow<T extends string>({ label, text, value, choices, onChoose }: ChoiceRowProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.set} aria-describedby={text ? `${name}-text` : undefined}>
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
      {text && (
        <p id={`${name}-text`} className={styles.text} aria-live="polite">
          {text}
        </p>
      )}
    </fieldset>
  );
}
