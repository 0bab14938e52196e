import { useSyncExternalStore } from 'react';

const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, 60_000);
  return () => clearInterval(timer);
}

/** The present day; whoever shows "yesterday" renders again after midnight. */
export function useToday(): Date {
  return new Date(useSyncExternalStore(everyMinute, startOfToday));
}
