import { useSyncExternalStore } from 'react';
import { isLockedNow, lockStore } from './lock.ts';

const events = ['focus', 'blur', 'visibilitychange'] as const;

function subscribe(changed: () => void): () => void {
  for (const event of events) window.addEventListener(event, changed);
  document.addEventListener('visibilitychange', changed);
  const stop = lockStore.subscribe(changed);
  return () => {
    for (const event of events) window.removeEventListener(event, changed);
    document.removeEventListener('visibilitychange', changed);
    stop();
  };
}

/** Whether somebody is looking at this window now, as far as it can know. */
export const isWatched = (): boolean =>
  document.visibilityState === 'visible' && document.hasFocus() && !isLockedNow();

/** The same, followed. */
export const useAttention = (): boolean => useSyncExternalStore(subscribe, isWatched);
