import { setTimeout as wait } from 'node:timers/promises';
import { kafkaErrorType } from './kafka-errors.ts';

export interface Position {
  topic: string;
  partition: number;
  /** The offset of the next record to handle. */
  next: bigint;
}

const retryPause = 100;

/** The group has to be joined anew before anything can be committed; what is not committed yet is read again after that. */
const tooLate = new Set([
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
]);

/**
 * Commits offsets, one request at a time with all that is new; no batch waits for it. Between two requests lies a pause: a
 * commit costs the brokers a write of their own, and what is handled and not yet committed only comes again after a crash.
 */
export class OffsetCommits {
  readonly #commit: (positions: readonly Position[]) => Promise<void>;
  /** Milliseconds from one request to the next. */
  readonly #pause: number;
  readonly #pending = new Map<string, Position>();
  #committing: Promise<void> | undefined;
  #nextAt = 0;
  #hurry = new AbortController();
  #isClosed = false;

  constructor(commit: (positions: readonly Position[]) => Promise<void>, pause: number) {
    this.#commit = commit;
    this.#pause = pause;
  }

  handled(position: Position): void {
    this.#pending.set(`${position.topic}/${position.partition}`, position);
    this.#committing ??= this.#commitAll();
  }

  /** Resolves when everything so far is committed, or never will be. */
  async flush(): Promise<void> {
    this.#hurry.abort();
    await this.#committing;
    this.#hurry = new AbortController();
  }

  /** Lets go of what is not committed yet. */
  close(): void {
    this.#isClosed = true;
    this.#hurry.abort();
  }

  async #commitAll(): Promise<void> {
    while (this.#pending.size > 0) {
      // A turn of its own at least: what is handled in this one goes along.
      await this.#untilDue();
      if (this.#isClosed) break;
      await this.#commitOnce([...this.#pending.values()]);
    }
    this.#committing = undefined;
  }

  async #untilDue(): Promise<void> {
    const left = this.#nextAt - performance.now();
    if (left > 0) await wait(left, undefined, { signal: this.#hurry.signal }).catch(() => {});
  }

  async #commitOnce(positions: readonly Position[]): Promise<void> {
    this.#nextAt = performance.now() + this.#pause;
    try {
      await this.#commit(positions);
      this.#forget(positions);
    } catch (error) {
      if (tooLate.has(kafkaErrorType(error) ?? '')) this.close();
      else await wait(retryPause);
    }
  }

  #forget(positions: readonly Position[]): void {
    for (const position of positions) {
      const place = `${position.topic}/${position.partition}`;
      if (this.#pending.get(place) === position) this.#pending.delete(place);
    }
  }
}
