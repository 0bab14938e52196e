import { setTimeout as wait } from 'node:timers/promises';

/** Waits for work, but not longer than that; whether it ended in time. What it comes to afterwards is nobody's concern. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const inTime = new AbortController();
  const timeUp = wait(milliseconds, false, { signal: inTime.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), timeUp]);
  } finally {
    inTime.abort();
  }
}
