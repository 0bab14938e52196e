import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './search-field.module.css';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
  /** The field itself, for whoever gives it the focus. */
  ref?: Ref<HTMLInputElement>;
}

export function SearchField({ label, value, onChange, autoFocus, ref }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.field}>
      <Icon name="search" size={18} />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        // biome-ignore lint/a11y/noAutofocus: only in dialogs, whose first task is to search.
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && (
        <IconButton icon="close" size={14} label={t('action.clear')} onClick={() => onChange('')} />
      )}
    </div>
  );
}
