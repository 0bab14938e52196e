import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icon.tsx';
import { usePerson } from '../../state/people.ts';
import styles from './mention-list.module.css';
import type { Nameable } from './mention-query.ts';
import { type Mentions, mentionListId } from './use-mentions.ts';

/** Who may be meant, above the field; the focus stays in it. */
export function MentionList({ mentions }: { mentions: Mentions }) {
  const { t } = useTranslation();
  const { choices, active, choose } = mentions;
  if (choices.length === 0) return null;
  return (
    <div id={mentionListId} className={styles.list} role="listbox" aria-label={t('message.mention')}>
      {choices.map((person, index) => (
        <Choice
          key={person.userId}
          id={`${mentionListId}-${index}`}
          person={person}
          active={index === active}
          onChoose={() => choose(person)}
        />
      ))}
    </div>
  );
}

function Choice({
  id,
  person,
  active,
  onChoose,
}: {
  id: string;
  person: Nameable;
  active: boolean;
  onChoose: () => void;
}) {
  const known = usePerson(person.userId, person.name);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active choice.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
    <div
      id={id}
      className={styles.choice}
      role="option"
      aria-selected={active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {person.userId === 'all' ? (
        <span className={styles.everyone}>
          <Icon name="people" size={20} />
        </span>
      ) : (
        <Avatar person={known} size="small" />
      )}
      <span className={styles.name}>{person.name}</span>
    </div>
  );
}
