import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../backend/contract/index.ts';
import { showToast } from '../components/toast.tsx';
import { useClient } from './client.ts';
import { showRoom } from './view.ts';

/** Opens the room of a message, wherever that is shown, and leads to it; says so when the user is not in that room any more. */
export function useGoToMessage(): (roomId: RoomId, seq: number) => void {
  const { t } = useTranslation();
  const { stores } = useClient();
  return useCallback(
    (roomId, seq) => {
      if (!stores.rooms.getState().byId[roomId]) return showToast(t('room.notThere'));
      showRoom(roomId, seq);
    },
    [stores, t],
  );
}
