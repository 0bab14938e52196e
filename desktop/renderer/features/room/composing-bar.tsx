import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { type Composing, compose } from '../../state/composing.ts';
import { usePerson } from '../../state/people.ts';
import { plainText } from '../../state/rich-text.ts';
import styles from './composing-bar.module.css';

/** Above the field: what is answered or edited, and the way out of it. */
export function ComposingBar({ roomId, composing }: { roomId: RoomId; composing: Composing }) {
  const { t } = useTranslation();
  const { message, is } = composing;
  const person = usePerson(message.userId, message.nickname);
  return (
    <div className={styles.bar}>
      <Icon name={is === 'editing' ? 'pencil' : 'reply'} size={18} />
      <span className={styles.words}>
        <span className={styles.name}>
          {is === 'editing' ? t('message.editing') : t('message.replyTo', { name: person.nickname })}
        </span>
        <span className={styles.text}>{plainText(message.message)}</span>
      </span>
      <IconButton icon="close" label={t('action.cancel')} onClick={() => compose(roomId, undefined)} />
    </div>
  );
}
