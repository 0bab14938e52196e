import type { VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import type { Outcome, RoomId } from '../../../../backend/contract/index.ts';
import type { RoomMessages } from '../../../client/index.ts';
import { useActions } from '../../state/client.ts';

/** How many rows before the end of what is loaded the next page is asked for. */
const ahead = 15;
const pauseAfterFailure = 4000;

/** Asks for older and newer pages before the reader reaches the end of what is there. */
export function usePaging(roomId: RoomId, room: RoomMessages, count: number, items: VirtualItem[]): void {
  const { loadOlder, loadNewer } = useActions();
  const first = items[0]?.index ?? count;
  const last = items.at(-1)?.index ?? 0;
  usePage(room.hasMoreBefore && !room.loadingOlder && count > 0 && first < ahead, roomId, loadOlder);
  usePage(room.hasMoreAfter && !room.loadingNewer && last >= count - ahead, roomId, loadNewer);
}

type Load = (roomId: RoomId) => Promise<Outcome<void>>;

/** Loads whenever it is wanted; after a failure it rests for a moment, so a lost connection is no busy loop. */
function usePage(wanted: boolean, roomId: RoomId, load: Load): void {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    if (!resting) return;
    const timer = setTimeout(() => setResting(false), pauseAfterFailure);
    return () => clearTimeout(timer);
  }, [resting]);
  useEffect(() => {
    if (!wanted || resting) return;
    void load(roomId).then((outcome) => outcome.ok || setResting(true));
  }, [wanted, resting, roomId, load]);
}
