import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  /** Shown to screen readers only when `hideTitle`. */
  hideTitle?: boolean;
  description?: string;
  onClose: () => void;
  children: ReactNode;
  /** How wide it is; `wide` keeps its height whatever it shows. Default: in between. */
  narrow?: boolean;
  wide?: boolean;
}

/**
 * A modal dialog. The scrim is our own element: Radix's Overlay writes a style element into the page, which the
 * Content-Security-Policy forbids.
 */
export function Dialog({ title, hideTitle, description, onClose, children, narrow, wide }: DialogProps) {
  const { t } = useTranslation();
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className={styles.scrim} />
        <Radix.Content
          className={narrow ? styles.narrow : wide ? styles.wide : styles.content}
          onCloseAutoFocus={() => giveFocusBack(opener)}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className={styles.header}>
            <Radix.Title className={hideTitle ? 'visually-hidden' : styles.title}>{title}</Radix.Title>
          </header>
          {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          {children}
          <span className={styles.close}>
            <IconButton icon="close" label={t('action.close')} onClick={onClose} />
          </span>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Back to where it was, unless closing has brought something new that took the focus, such as a room's composer. */
function giveFocusBack(opener: Element | null): void {
  const taken = document.activeElement !== null && document.activeElement !== document.body;
  if (!taken && opener instanceof HTMLElement) opener.focus();
}
