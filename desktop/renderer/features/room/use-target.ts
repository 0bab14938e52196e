import { useEffect, useRef } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { clearTarget, useTargetOf } from '../../state/targets.ts';
import { useTell } from '../../state/tell.ts';

/** How long a message stays marked that somebody was led to, in milliseconds. */
const markedFor = 2_500;

/** Goes to the message that is wished for, loading what lies around it, and marks it for a moment. */
export function useTarget(roomId: RoomId, show: (seq: number) => boolean): number | undefined {
  const { showAround } = useActions();
  const tell = useTell();
  const target = useTargetOf(roomId);
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (!target) return;
    const { seq } = target;
    if (!latest.current(seq)) void load();
    const timer = setTimeout(clearTarget, markedFor);
    return () => clearTimeout(timer);

    async function load(): Promise<void> {
      const outcome = await showAround(roomId, { around: seq });
      tell(outcome);
      // The new stretch is drawn first, and can be scrolled to then.
      if (outcome.ok) requestAnimationFrame(() => latest.current(seq));
    }
  }, [roomId, target, showAround, tell]);
  return target?.seq;
}
