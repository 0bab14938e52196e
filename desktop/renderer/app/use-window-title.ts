import { useEffect } from 'react';
import { totalUnread } from '../../client/index.ts';
import { useMaru } from '../state/client.ts';

/** "(3) Maru": the tab or the window says how much is unread. */
export function useWindowTitle(): void {
  const unread = useMaru('rooms', totalUnread);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Maru` : 'Maru';
    return () => {
      document.title = 'Maru';
    };
  }, [unread]);
}
