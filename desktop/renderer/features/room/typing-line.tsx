import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { useMaru } from '../../state/client.ts';
import { useNames } from '../../state/room-names.ts';
import styles from './typing-line.module.css';

const nobody: readonly string[] = [];

/** Who is writing. It lies above the messages, so that nothing moves when it comes and goes. */
export function TypingLine({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  const userIds = useMaru('typing', (typing) => typing.byRoom[roomId] ?? nobody);
  const names = useNames(userIds.slice(0, 2));
  if (userIds.length === 0) return null;
  const words =
    userIds.length > 2
      ? t('room.typingMany', { count: userIds.length })
      : t('room.typing', { name: names.join(', ') });
  return (
    <p className={styles.typing} aria-hidden="true">
      {words}
      <span className={styles.dots}>
        <span />
        <span />
        <span />
      </span>
    </p>
  );
}
