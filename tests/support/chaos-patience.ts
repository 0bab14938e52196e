import { setTimeout as pause } from 'node:timers/promises';
import { CallRefused } from './maru-call.ts';

/** Milliseconds for what must come right again after a failure, on a machine that is slow and busy. */
export const longPatience = 90_000;

/** Makes a call, and again while it is refused for now or nobody answers, as clients do while servers come and go. */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + longPatience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isFinal = error instanceof CallRefused && !error.retryable;
      if (isFinal || performance.now() > deadline) throw error;
      await pause(200);
    }
  }
}
