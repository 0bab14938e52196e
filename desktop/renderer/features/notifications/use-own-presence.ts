import { useEffect } from 'react';
import type { Clock } from '../../../client/index.ts';
import { useActions } from '../../state/client.ts';
import { usePreferences } from '../../state/preferences.ts';
import { createAwayTimer } from './away-timer.ts';

const clock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

const inputs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus'] as const;

/** Tells others how one is there: hidden if so chosen, otherwise by whether this window is used. */
export function useOwnPresence(): void {
  const { tellPresence } = useActions();
  const hidden = usePreferences((preferences) => preferences.presence === 'hidden');
  useEffect(() => {
    tellPresence(hidden ? 'hidden' : 'online');
    if (hidden) return;
    const timer = createAwayTimer(clock, tellPresence);
    const controller = new AbortController();
    const options = { passive: true, capture: true, signal: controller.signal };
    for (const input of inputs) window.addEventListener(input, timer.touch, options);
    return () => {
      controller.abort();
      timer.stop();
    };
  }, [hidden, tellPresence]);
}
