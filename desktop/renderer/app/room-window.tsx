import { useEffect } from 'react';
import type { RoomId } from '../../../backend/contract/index.ts';
import { useOwnPresence } from '../features/notifications/index.ts';
import { RoomPanel } from '../features/room/index.ts';
import { bridge } from '../state/bridge.ts';
import { useMaru } from '../state/client.ts';
import { useRoomNaming } from '../state/room-names.ts';
import { showTarget } from '../state/targets.ts';
import { useView } from '../state/view.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Dialogs } from './dialogs.tsx';
import styles from './room-window.module.css';
import { useWatchedPresence } from './use-watched-presence.ts';

/** The whole page of a window that shows one room. It closes with the room, by the button back, and after a log-out. */
export function RoomWindow({ roomId }: { roomId: RoomId }) {
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const left = useView((view) => view.roomId === undefined);
  const naming = useRoomNaming();
  const title = room ? naming.room(room) : 'Maru';
  useWatchedPresence();
  useOwnPresence();
  useEffect(() => bridge?.onRoomWanted(showWanted), []);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (left) window.close();
  }, [left]);
  return (
    <div className={styles.window}>
      <ConnectionBanner />
      {room && <RoomPanel roomId={roomId} />}
      <Dialogs />
    </div>
  );
}

/** A hit or a card in another window led here. */
function showWanted(roomId: RoomId, seq?: number): void {
  if (seq !== undefined) showTarget(roomId, seq);
}
