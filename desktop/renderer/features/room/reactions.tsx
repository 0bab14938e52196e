import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { classes } from '../../components/classes.ts';
import { useMe } from '../../state/people.ts';
import { useNames } from '../../state/room-names.ts';
import styles from './reactions.module.css';
import { useReact } from './use-react.ts';

/** Who feels what about a message; a click joins in or takes it back. */
export function Reactions({ message }: { message: ChatMessage }) {
  if (!message.reactions?.length) return null;
  return (
    <span className={styles.reactions}>
      {message.reactions.map(({ emoji, userIds }) => (
        <Chip key={emoji} message={message} emoji={emoji} userIds={userIds} />
      ))}
    </span>
  );
}

function Chip({
  message,
  emoji,
  userIds,
}: {
  message: ChatMessage;
  emoji: string;
  userIds: readonly string[];
}) {
  const { t } = useTranslation();
  const me = useMe();
  const react = useReact();
  const names = useNames(userIds.slice(0, 10)).join(', ');
  const mine = userIds.includes(me.userId);
  return (
    <button
      type="button"
      className={classes(styles.chip, mine && styles.mine)}
      aria-pressed={mine}
      title={names}
      onClick={() => react(message, emoji, !mine)}
    >
      <span aria-hidden="true">{emoji}</span>
      <span aria-hidden="true">{userIds.length}</span>
      <span className="visually-hidden">{t('message.reaction', { emoji, count: userIds.length })}</span>
    </button>
  );
}
