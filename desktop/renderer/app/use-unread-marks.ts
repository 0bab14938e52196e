import { useEffect } from 'react';
import { totalUnread } from '../../client/index.ts';
import { bridge } from '../state/bridge.ts';
import { useMaru } from '../state/client.ts';

/** "(3) Maru" on the tab or the window, and the number on the application's badge. */
export function useUnreadMarks(): void {
  const unread = useMaru('rooms', totalUnread);
  useEffect(() => mark(unread), [unread]);
  useEffect(() => () => mark(0), []);
}

function mark(unread: number): void {
  document.title = unread > 0 ? `(${unread}) Maru` : 'Maru';
  // A system without badges is no reason to disturb anybody.
  bridge?.setBadge(unread).catch(() => {});
}
