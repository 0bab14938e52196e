import { useEffect, useRef } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { clearTarget, useTargetOf } from '../../state/targets.ts';
import { useTell } from '../../state/tell.ts';

/** How long a message stays marked that somebody was led to, in milliseconds. */
const markedFor = 2_500;
/** How long the view is held at it: rows are measured and pages come in above it meanwhile. */
const heldFor = 700;
/** Whoever moves the view by hand is not held. */
const handMoves = ['wheel', 'pointerdown', 'touchstart'] as const;

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
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    void lead();
    return () => {
      left.abort();
      clearTimeout(timer);
    };

    async function lead(): Promise<void> {
      if (!latest.current(seq)) {
        const outcome = await showAround(roomId, { around: seq });
        if (left.signal.aborted) return;
        tell(outcome);
        if (!outcome.ok) return clearTarget();
      }
      timer = setTimeout(clearTarget, markedFor);
      hold(() => latest.current(seq), left.signal);
    }
  }, [roomId, target, showAround, tell]);
  return target?.seq;
}

function hold(show: () => void, left: AbortSignal): void {
  const moved = new AbortController();
  const signal = AbortSignal.any([left, moved.signal]);
  for (const move of handMoves) window.addEventListener(move, () => moved.abort(), { signal, passive: true });
  const end = performance.now() + heldFor;
  const again = () => {
    if (signal.aborted) return;
    show();
    if (performance.now() < end) requestAnimationFrame(again);
    else moved.abort();
  };
  requestAnimationFrame(again);
}
