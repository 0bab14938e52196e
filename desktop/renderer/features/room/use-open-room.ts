import { useEffect } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';

/** Keeps the room live while it is on the screen. A failure shows in the messages store. */
export function useOpenRoom(roomId: RoomId): void {
  const { openRoom, closeRoom } = useActions();
  useEffect(() => {
    void openRoom(roomId);
    return () => closeRoom(roomId);
  }, [roomId, openRoom, closeRoom]);
}
