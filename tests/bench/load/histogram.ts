/** Hundredths of a millisecond, up to ten seconds; what takes longer counts as the longest that was seen. */
const perMillisecond = 100;
const longest = 10_000;

/** Times in milliseconds, counted in buckets: recording one costs an increment, however many there are. */
export class Histogram {
  readonly #buckets = new Uint32Array(longest * perMillisecond + 1);
  #count = 0;
  #most = 0;

  get count(): number {
    return this.#count;
  }

  record(milliseconds: number): void {
    const bucket = Math.min(Math.max(0, Math.round(milliseconds * perMillisecond)), this.#buckets.length - 1);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
    if (milliseconds > this.#most) this.#most = milliseconds;
  }

  /** The time within which that share of all lie; 0 when there are none. */
  percentile(share: number): number {
    let left = Math.ceil(this.#count * share);
    if (left === 0) return 0;
    for (let bucket = 0; bucket < this.#buckets.length - 1; bucket++) {
      left -= this.#buckets[bucket] ?? 0;
      if (left <= 0) return bucket / perMillisecond;
    }
    return this.#most;
  }

  clear(): void {
    this.#buckets.fill(0);
    this.#count = 0;
    this.#most = 0;
  }
}
