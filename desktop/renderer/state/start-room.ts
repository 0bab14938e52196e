import { useTranslation } from 'react-i18next';
import type { MaruActions } from '../../client/index.ts';
import { showToast } from '../components/toast.tsx';
import { useActions } from './client.ts';
import { showRoom, showSection } from './view.ts';

type NewRoom = Parameters<MaruActions['createRoom']>[0];

/** Opens a room, new or found again, and shows it. Says whether it worked; a refusal is told in a toast. */
export function useStartRoom(): (room: NewRoom) => Promise<boolean> {
  const actions = useActions();
  const { t } = useTranslation();
  return async (room) => {
    const outcome = await actions.createRoom(room);
    if (!outcome.ok) {
      showToast(t(`error.${outcome.code}`));
      return false;
    }
    showSection('chats');
    showRoom(outcome.value.roomId);
    return true;
  };
}
