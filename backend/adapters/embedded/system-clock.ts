import { v7 } from 'uuid';
import type { Clock, IdGenerator } from '../../ports/index.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** Within this process each id sorts after the one before, even within a millisecond or when the clock is set back. */
export const systemIds: IdGenerator = { next: () => v7() };
