import { DropdownMenu as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './menu.module.css';

interface MenuProps {
  label: string;
  /** Where it opens, in pixels of the window. */
  x: number;
  y: number;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a place of the window. Not modal: Radix would write a style element, which the Content-Security-Policy forbids. */
export function Menu({ label, x, y, onClose, children }: MenuProps) {
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <button
          type="button"
          className={styles.anchor}
          style={{ left: x, top: y }}
          tabIndex={-1}
          aria-hidden="true"
        />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.menu}
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          loop
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const taken = document.activeElement !== null && document.activeElement !== document.body;
            if (!taken && opener instanceof HTMLElement) opener.focus();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon: IconName;
  children: ReactNode;
  danger?: boolean;
  onSelect: () => void;
}

export function MenuItem({ icon, children, danger, onSelect }: MenuItemProps) {
  return (
    <Radix.Item className={danger ? styles.danger : styles.item} onSelect={onSelect}>
      <Icon name={icon} size={18} />
      {children}
    </Radix.Item>
  );
}

export const MenuLine = () => <Radix.Separator className={styles.line} />;

/** Items side by side, such as quick reactions. */
export function MenuRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Radix.Group className={styles.group} aria-label={label}>
      {children}
    </Radix.Group>
  );
}

export function MenuEmoji({
  emoji,
  label,
  onSelect,
}: {
  emoji: string;
  label: string;
  onSelect: () => void;
}) {
  return (
    <Radix.Item className={styles.emoji} aria-label={label} onSelect={onSelect}>
      {emoji}
    </Radix.Item>
  );
}
