import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>;

interface ButtonProps extends Native {
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  wide?: boolean;
  busy?: boolean;
}

export function Button({ look = 'plain', wide, busy, children, ...native }: ButtonProps) {
  return (
    <button
      type="button"
      {...native}
      aria-busy={busy || undefined}
      disabled={native.disabled || busy}
      className={classes(styles.button, styles[look], wide && styles.wide)}
    >
      {busy && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  icon: IconName;
  label: string;
  filled?: boolean;
  size?: number;
}

/** A button that is only a picture; `label` is its name for everyone who does not see it. */
export function IconButton({ icon, label, filled, size, ...native }: IconButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} {...native} className={styles.iconButton}>
      <Icon name={icon} filled={filled} size={size} />
    </button>
  );
}
