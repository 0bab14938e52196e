import { useTranslation } from 'react-i18next';
import { Bubble } from './bubble.tsx';
import styles from './message.module.css';
import { MessageFrame } from './message-frame.tsx';
import type { MessageRowProps } from './message-row-props.ts';
import { MessageSide } from './message-side.tsx';
import { OutgoingMark } from './outgoing-mark.tsx';
import { Reactions } from './reactions.tsx';

/** Right: a yellow bubble; beside it the time and who has not read it, or how far sending has come. */
export function OwnMessage({ line, first, last, unread }: MessageRowProps) {
  const { t } = useTranslation();
  return (
    <article className={styles.own} aria-label={t('room.you')}>
      <div className={styles.line}>
        {line.entry ? (
          <OutgoingMark entry={line.entry} />
        ) : (
          <MessageSide unread={unread} createdAt={last ? line.createdAt : undefined} />
        )}
        <MessageFrame line={line} own>
          <Bubble line={line} first={first} own />
        </MessageFrame>
      </div>
      {line.stored && <Reactions message={line.stored} />}
    </article>
  );
}
