import { setTimeout as pause } from 'node:timers/promises';
import { EngineUnavailable } from '../ports/index.ts';

/** Tries of one record before it goes to the dead letters. */
const tries = 3;

/**
 * Runs `work` up to three times with a short growing pause. An engine that is away is not the record's fault: that is
 * thrown at once, so that the consumer pauses instead.
 */
export async function withAttempts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof EngineUnavailable || attempt === tries) throw error;
      await pause(20 * attempt);
    }
  }
}
