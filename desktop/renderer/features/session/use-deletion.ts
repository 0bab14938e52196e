import { useEffect, useState } from 'react';
import type { DeletionProgress } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';

const pause = 1500;

export interface FollowedDeletion {
  progress: DeletionProgress | undefined;
  /** `unreachable` is asked again; `unknown` is the server's word that there is nothing to ask for. */
  trouble: 'unreachable' | 'unknown' | undefined;
}

/** Asks how far a deletion has come until it is complete. */
export function useDeletion(deletionId: string): FollowedDeletion {
  const { deletionProgress } = useActions();
  const [progress, setProgress] = useState<DeletionProgress>();
  const [trouble, setTrouble] = useState<FollowedDeletion['trouble']>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    async function ask(): Promise<void> {
      const outcome = await deletionProgress(deletionId);
      if (over) return;
      if (outcome.ok) setProgress(outcome.value);
      const unknown = !outcome.ok && outcome.code === 'deletion_not_found';
      setTrouble(outcome.ok ? undefined : unknown ? 'unknown' : 'unreachable');
      if (unknown || (outcome.ok && outcome.value.completedAt)) return;
      timer = setTimeout(() => void ask(), pause);
    }
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [deletionId, deletionProgress]);
  return { progress, trouble };
}
