import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import styles from './message-frame.module.css';
import { useMessageMenu } from './message-menu-context.ts';
import type { Line } from './timeline.ts';

interface MessageFrameProps {
  line: Line;
  own?: boolean;
  children: ReactNode;
}

/** A bubble with what can be done with it: by a right click, or by the button that shows on hover and focus. */
export function MessageFrame({ line, own, children }: MessageFrameProps) {
  const { t } = useTranslation();
  const openMenu = useMessageMenu();
  const { stored } = line;
  if (!stored || stored.unsentAt) return children;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same menu opens by the button inside.
    <div
      className={own ? styles.own : styles.other}
      onContextMenu={(event) => {
        if (String(getSelection()) !== '') return;
        event.preventDefault();
        openMenu({ message: stored, x: event.clientX, y: event.clientY });
      }}
    >
      {children}
      <button
        type="button"
        className={styles.more}
        aria-label={t('message.actions')}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          openMenu({ message: stored, x: left, y: bottom });
        }}
      >
        <Icon name="more" size={18} />
      </button>
    </div>
  );
}
