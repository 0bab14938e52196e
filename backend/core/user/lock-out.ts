import { accept, type Outcome, refuse, type UserId } from '../../contract/index.ts';
import type { Clock, FailureStore, Failures } from '../../ports/index.ts';

/** Who tries: the account that is meant, whether it exists or not, and where the attempt comes from if that is known. */
export interface Attempt {
  userId: UserId;
  address?: string;
}

/** Milliseconds of the first wait, of the longest, and after which a count without further failures is forgotten. */
const [firstWait, longestWait, memory] = [1_000, 15 * 60_000, 60 * 60_000];

/**
 * Failures that cost nothing: people mistype, and an address may be that of a whole school. The one that reaches the number
 * costs a second, and each one after it twice as much.
 */
const free = { account: 5, address: 50 };

/** Milliseconds after the last of so many failures in which nothing is looked at. */
export function waitAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(firstWait * 2 ** (failures - free), longestWait);
}

/**
 * Makes guessing passwords slow: failed attempts are counted per account and per address, and each one too many makes the
 * next wait longer. Ids that nobody has are treated the same, so nothing tells which exist.
 */
export function createLockOut({ failures, clock }: { failures: FailureStore; clock: Clock }) {
  return {
    /** Refused with `locked_out` and {retryAfter: seconds} while nothing is looked at. */
    async admit(attempt: Attempt): Promise<Outcome<{ hasFailed: boolean }>> {
      const keys = keysOf(attempt);
      const found = await failures.find(Object.values(keys));
      const now = clock.now();
      const left = Object.entries(keys).map(
        ([kind, key]) => lockedUntil(found.get(key), free[kind as keyof typeof free]) - now,
      );
      const longest = Math.max(...left);
      if (longest > 0) return refuse('locked_out', { retryAfter: Math.ceil(longest / 1_000) });
      return accept({ hasFailed: found.has(keys.account) });
    },

    async failed(attempt: Attempt): Promise<void> {
      const now = clock.now();
      // Here rather than by a timer: counts grow with failures, and nothing else.
      await failures.forget(now - memory);
      await failures.add(Object.values(keysOf(attempt)), now);
    },

    /** Forgets the account's failures; the address may have guessed at others. */
    succeeded: ({ userId }: Attempt): Promise<void> => failures.clear(keysOf({ userId }).account),
  };

  function lockedUntil(counted: Failures | undefined, free: number): number {
    if (!counted || counted.lastAt < clock.now() - memory) return 0;
    return counted.lastAt + waitAfter(counted.count, free);
  }
}

function keysOf({ userId, address }: Attempt): { account: string; address?: string } {
  return { account: `account ${userId}`, ...(address ? { address: `address ${address}` } : {}) };
}
