/** Numbers that look random and come again under the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 to `end` − 1. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  /** One of some; fails when there is none. */
  pick<T>(some: readonly T[]): T {
    if (some.length === 0) throw new Error('There is nothing to pick from.');
    return some[this.below(some.length)] as T;
  }

  /** All of them, in another order. */
  shuffled<T>(some: readonly T[]): T[] {
    const left = [...some];
    return some.map(() => left.splice(this.below(left.length), 1)[0] as T);
  }
}
