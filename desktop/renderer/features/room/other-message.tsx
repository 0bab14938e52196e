import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { usePerson } from '../../state/people.ts';
import { showDialog } from '../../state/view.ts';
import { Bubble } from './bubble.tsx';
import styles from './message.module.css';
import { MessageFrame } from './message-frame.tsx';
import type { MessageRowProps } from './message-row-props.ts';
import { MessageSide } from './message-side.tsx';
import { Reactions } from './reactions.tsx';

/** Left: picture and name at the first of a group, a light bubble, the time beside it. */
export function OtherMessage({ line, first, last, unread }: MessageRowProps) {
  const { t } = useTranslation();
  const person = usePerson(line.userId, line.nickname);
  return (
    <article className={styles.other} aria-label={person.nickname}>
      {first && (
        <button
          type="button"
          className={styles.avatar}
          aria-label={t('profile.title', { name: person.nickname })}
          onClick={() => showDialog({ is: 'profile', userId: line.userId })}
        >
          <Avatar person={person} size="small" />
        </button>
      )}
      <div className={styles.column}>
        {first && <p className={styles.name}>{person.nickname}</p>}
        <div className={styles.line}>
          <MessageFrame line={line}>
            <Bubble line={line} first={first} />
          </MessageFrame>
          <MessageSide unread={unread} createdAt={last ? line.createdAt : undefined} />
        </div>
        {line.stored && <Reactions message={line.stored} />}
      </div>
    </article>
  );
}
