import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './text-field.module.css';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> {
  label: string;
  hint?: string;
  error?: string;
  counter?: ReactNode;
}

/** A labelled line of text. The line under it has its place kept, so a hint or an error never moves the form. */
export function TextField({ label, hint, error, counter, ...native }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {counter && <span className={styles.counter}>{counter}</span>}
      </div>
      <input
        id={id}
        {...native}
        className={classes(styles.input, error && styles.wrong)}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
      />
      <p
        id={`${id}-note`}
        className={classes(styles.note, error && styles.error)}
        role={error ? 'alert' : undefined}
      >
        {error ?? hint}
      </p>
    </div>
  );
}
