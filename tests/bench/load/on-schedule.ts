import { setTimeout as pause } from 'node:timers/promises';
import { Histogram } from './histogram.ts';

/** Does something with each item at a fixed rate per second, whatever comes back of the others (open loop). */
export async function onSchedule<T>(
  rate: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  const acting = items.map(async (item, index) => {
    await pause(Math.max(0, start + (index / rate) * 1_000 - performance.now()));
    await act(item);
  });
  await Promise.all(acting);
}

/** How long each took of what is done so often per second, for so many seconds. */
export async function timeOnSchedule(
  rate: number,
  seconds: number,
  act: () => Promise<void>,
): Promise<Histogram> {
  const times = new Histogram();
  await onSchedule(rate, Array.from({ length: rate * seconds }), async () => {
    const startedAt = performance.now();
    await act();
    times.record(performance.now() - startedAt);
  });
  return times;
}
