import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '../../../backend/ports/index.ts';

export interface SteadyAppends {
  /** Values whose append resolved, by key, in the order of asking. */
  acknowledged: Map<string, string[]>;
  rejections: unknown[];
  /** Longest time in milliseconds in which nothing was acknowledged, up to now. */
  longestPause(): number;
  /** Stops asking and waits until every append is settled. */
  stop(): Promise<void>;
}

/** Appends at a steady rate, whatever becomes of what was appended before. */
export function appendSteadily(log: EventLog, topic: string, perSecond: number): SteadyAppends {
  const acknowledged = new Map<string, string[]>();
  const rejections: unknown[] = [];
  const times = [performance.now()];
  const pending: Promise<void>[] = [];
  let isStopping = false;
  const append = async (at: number): Promise<void> => {
    const [key, value] = [`key-${at % 16}`, String(at)];
    try {
      await log.append([{ topic, key, value }]);
      times.push(performance.now());
      acknowledged.set(key, [...(acknowledged.get(key) ?? []), value]);
    } catch (error) {
      rejections.push(error);
    }
  };
  const asking = (async () => {
    const begin = performance.now();
    for (let at = 0; !isStopping; at++) {
      pending.push(append(at));
      await wait(Math.max(0, begin + ((at + 1) * 1_000) / perSecond - performance.now()));
    }
  })();
  return {
    acknowledged,
    rejections,
    longestPause: () =>
      [...times, performance.now()].reduce(
        (longest, time, at, all) => Math.max(longest, time - (all[at - 1] ?? time)),
        0,
      ),
    async stop() {
      isStopping = true;
      await asking;
      await Promise.all(pending);
    },
  };
}
