const shortest = 500;
const longest = 30_000;

/**
 * How long to wait before attempt 1, 2, 3 …: doubles up to half a minute. The random half keeps thousands of
 * clients from coming back in the same moment after a server restarted.
 */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(longest, shortest * 2 ** Math.min(attempt, 16));
  return full / 2 + (full / 2) * random();
}
