import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import { classes } from './classes.ts';
import styles from './text-field.module.css';

interface Around {
  label: string;
  hint?: string;
  error?: string;
  counter?: ReactNode;
}

type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>;

/** A labelled line of text. The line under it has its place kept, so a hint or an error never moves the form. */
export function TextField({ label, hint, error, counter, ...native }: TextFieldProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} counter={counter}>
      <input
        id={id}
        {...native}
        {...described(id, error)}
        className={classes(styles.input, error && styles.wrong)}
      />
    </Frame>
  );
}

type TextAreaProps = Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>;

/** The same for texts of several lines; Enter starts one. */
export function TextArea({ label, hint, error, counter, rows = 3, ...native }: TextAreaProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} counter={counter}>
      <textarea
        id={id}
        rows={rows}
        {...native}
        {...described(id, error)}
        className={classes(styles.input, styles.area, error && styles.wrong)}
      />
    </Frame>
  );
}

const described = (id: string, error: string | undefined) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': `${id}-note`,
});

function Frame({ id, label, hint, error, counter, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {counter && <span className={styles.counter}>{counter}</span>}
      </div>
      {children}
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
