import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { type EndpointName, MaruError } from '../../contract/index.ts';

/** What counts together: calls without a log-in and everything from one address are counted by address, the rest by user. */
export type RateClass = 'address' | 'open' | 'entrance' | 'send' | 'search' | 'export' | 'other';

/** Requests in a number of seconds. More than a person does, and far below what a server can do. */
const rates: Record<RateClass, { points: number; duration: number }> = {
  /** Whatever comes from one address: people at work or at school share one. */
  address: { points: 6_000, duration: 60 },
  open: { points: 300, duration: 60 },
  /** Signing up and logging in. */
  entrance: { points: 60, duration: 60 },
  send: { points: 100, duration: 10 },
  search: { points: 120, duration: 60 },
  export: { points: 10, duration: 3_600 },
  other: { points: 1_200, duration: 60 },
};

const classes: Partial<Record<EndpointName, RateClass>> = {
  signUp: 'entrance',
  logIn: 'entrance',
  refreshSession: 'open',
  deletion: 'open',
  sendMessage: 'send',
  search: 'search',
  searchUsers: 'search',
  exportData: 'export',
};

export const classOf = (endpoint: EndpointName): RateClass => classes[endpoint] ?? 'other';

/** Counts one request of somebody; rejects with `rate_limited` and {retryAfter: seconds} when it is one too many. */
export type Admit = (rateClass: RateClass, who: string) => Promise<void>;

/**
 * How much one user or address may ask of this front: counted in memory, so that it costs no request anything to speak of, and
 * forgotten when its time is over. `factor` makes all limits so many times as generous; 0 is none at all.
 */
export function createRateLimits(factor: number): Admit {
  if (factor === 0) return async () => {};
  const limiters = new Map<string, RateLimiterAbstract>(
    Object.entries(rates).map(([name, { points, duration }]) => [
      name,
      new RateLimiterMemory({ points: Math.ceil(points * factor), duration }),
    ]),
  );
  return async (rateClass, who) => {
    try {
      await limiters.get(rateClass)?.consume(who);
    } catch (exceeded) {
      const { msBeforeNext } = exceeded as RateLimiterRes;
      throw new MaruError('rate_limited', { details: { retryAfter: Math.ceil(msBeforeNext / 1_000) } });
    }
  };
}
