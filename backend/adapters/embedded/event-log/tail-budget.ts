/** Who keeps records in memory, and lets the oldest go when asked. */
export interface TailKeeper {
  forget(count: number): void;
}

interface Charge {
  keeper: TailKeeper;
  count: number;
  size: number;
}

/** Bounds the memory that the tails of all partitions take together: what came first goes first. */
export class TailBudget {
  readonly #most: number;
  #charges: Charge[] = [];
  #head = 0;
  #total = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  charge(keeper: TailKeeper, count: number, size: number): void {
    this.#charges.push({ keeper, count, size });
    this.#total += size;
    while (this.#total > this.#most) this.#releaseOldest();
  }

  #releaseOldest(): void {
    const oldest = this.#charges[this.#head++];
    if (!oldest) return;
    this.#total -= oldest.size;
    oldest.keeper.forget(oldest.count);
    if (this.#head < 1_000 || this.#head < this.#charges.length / 2) return;
    this.#charges = this.#charges.slice(this.#head);
    this.#head = 0;
  }
}

/**
 * Charges a turn later: where the memory is all that there is, readers that keep up have taken even a large burst before any
 * of it goes.
 */
export const afterReaders = (budget: TailBudget): Pick<TailBudget, 'charge'> => ({
  charge: (...charge) => void setImmediate(() => budget.charge(...charge)),
});
