import type { Random } from './random.ts';

/**
 * So many, drawn at random: everything comes as often as it weighs (default 1) before anything comes again. What is wanted
 * of a rare one is that it comes at all.
 */
export function drawn<T extends { weight?: number }>(some: readonly T[], count: number, random: Random): T[] {
  const deck = some.flatMap((one) => Array.from({ length: one.weight ?? 1 }, () => one));
  const draws: T[] = [];
  while (draws.length < count) draws.push(...random.shuffled(deck));
  return draws.slice(0, count);
}
