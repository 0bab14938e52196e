import type { StompCounters } from './server-types.ts';

export type Counters = { -readonly [Name in keyof StompCounters]: number };

export function createCounters(): Counters {
  return {
    connections: 0,
    sessions: 0,
    subscriptions: 0,
    framesIn: 0,
    deliveriesOut: 0,
    slowSubscribers: 0,
    errorsOut: 0,
  };
}
