import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { Icon } from '../../components/icon.tsx';
import { showTarget } from '../../state/targets.ts';
import styles from './jump-button.module.css';

interface UnreadJumpProps {
  roomId: RoomId;
  firstUnread: number | undefined;
  firstShown: number | undefined;
}

/** Up to where one had read, as long as that lies above the view. */
export function UnreadJump({ roomId, firstUnread, firstShown }: UnreadJumpProps) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  if (done || firstUnread === undefined || firstShown === undefined || firstShown <= firstUnread) return null;
  return (
    <button
      type="button"
      className={styles.up}
      onClick={() => {
        setDone(true);
        showTarget(roomId, firstUnread);
      }}
    >
      <Icon name="up" size={16} />
      {t('room.toUnread')}
    </button>
  );
}
