import { setTimeout as pause } from 'node:timers/promises';

/** Most milliseconds a test waits for something that should happen soon. */
export const patience = 8_000;

/** Resolves with the first truthy answer of `look`; an answer that never comes fails by name. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  milliseconds = patience,
): Promise<NonNullable<T>> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found) return found as NonNullable<T>;
    if (performance.now() > end) throw new Error(`waited ${milliseconds} ms for: ${what}`);
    await pause(5);
  }
}

/** Runs `work` for every item, at most `width` at a time; answers stand in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** The whole numbers from 1 to `last`. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
