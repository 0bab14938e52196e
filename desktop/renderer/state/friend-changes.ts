import { useCallback } from 'react';
import type { FriendSettings } from '../../../backend/contract/index.ts';
import { useActions } from './client.ts';
import { useTell } from './tell.ts';

/** Changes what one made of somebody; says whether it worked, and why not in a toast. */
export function useChangeFriend(userId: string): (settings: FriendSettings) => Promise<boolean> {
  const { changeFriend } = useActions();
  const tell = useTell();
  return useCallback(
    async (settings) => {
      const outcome = await changeFriend(userId, settings);
      tell(outcome);
      return outcome.ok;
    },
    [userId, changeFriend, tell],
  );
}
