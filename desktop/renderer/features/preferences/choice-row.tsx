import { useId } from 'react';
import { RadioChoices, type RadioChoicesProps } from '../../components/radio-choices.tsx';
import styles from './choice-row.module.css';

interface ChoiceRowProps<T extends string> extends RadioChoicesProps<T> {
  label: string;
  /** What the chosen one means. */
  text?: string;
}

/** A few choices side by side: radio buttons that look like one switch. */
export function ChoiceRow<T extends string>({ label, text, ...choices }: ChoiceRowProps<T>) {
  const textId = useId();
  return (
    <fieldset className={styles.set} aria-describedby={text ? textId : undefined}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        <RadioChoices className={styles.choice} {...choices} />
      </div>
      {text && (
        <p id={textId} className={styles.text} aria-live="polite">
          {text}
        </p>
      )}
    </fieldset>
  );
}
