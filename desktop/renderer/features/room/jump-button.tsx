import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, RoomId } from '../../../../backend/contract/index.ts';
import { Icon } from '../../components/icon.tsx';
import { useMaru } from '../../state/client.ts';
import { useMessageWords } from '../../state/message-words.ts';
import { useMe, usePerson } from '../../state/people.ts';
import styles from './jump-button.module.css';

interface JumpButtonProps {
  roomId: RoomId;
  atEnd: boolean;
  onJump: () => void;
}

/** While one reads further up: the way back down, with a preview of what came meanwhile. */
export function JumpButton({ roomId, atEnd, onJump }: JumpButtonProps) {
  const { t } = useTranslation();
  const me = useMe();
  const newest = useMaru('rooms', (rooms) => rooms.byId[roomId]?.lastMessage ?? undefined);
  const [seen, setSeen] = useState(newest?.seq ?? 0);
  if (atEnd && newest && newest.seq > seen) setSeen(newest.seq);
  if (atEnd) return null;
  const fresh = newest && newest.seq > seen && newest.userId !== me.userId ? newest : undefined;
  if (!fresh)
    return (
      <button
        type="button"
        className={styles.down}
        aria-label={t('room.toLatest')}
        title={t('room.toLatest')}
        onClick={onJump}
      >
        <Icon name="down" size={20} />
      </button>
    );
  return (
    <button type="button" className={styles.fresh} onClick={onJump}>
      <span className="visually-hidden">{t('room.newMessages')}: </span>
      <Preview message={fresh} />
      <Icon name="down" size={18} />
    </button>
  );
}

function Preview({ message }: { message: ChatMessage }) {
  const person = usePerson(message.userId, message.nickname);
  const words = useMessageWords(message);
  return (
    <>
      <b className={styles.name}>{person.nickname}</b>
      <span className={styles.text}>{words.slice(0, 200)}</span>
    </>
  );
}
