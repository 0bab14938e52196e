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

/** Commits offsets, one request at a time with all that is new; no batch waits for it. */
export class OffsetCommits {
  readonly #commit: (positions: readonly Position[]) => Promise<void>;
  readonly #pending = new Map<string, Position>();
  #committing: Promise<void> | undefined;
  #isClosed = false;

  constructor(commit: (positions: readonly Position[]) => Promise<void>) {
    this.#commit = commit;
  }

  handled(position: Position): void {
    this.#pending.set(`${position.topic}/${position.partition}`, position);
    this.#committing ??= this.#commitAll();
  }

  /** Resolves when everything so far is committed, or never will be. */
  async flush(): Promise<void> {
    await this.#committing;
  }

  /** Lets go of what is not committed yet. */
  close(): void {
    this.#isClosed = true;
  }

  async #commitAll(): Promise<void> {
    // In a turn of its own: what is handled in this one goes along.
    await Promise.resolve();
    while (this.#pending.size > 0 && !this.#isClosed) {
      const positions = [...this.#pending.values()];
      try {
        await this.#commit(positions);
        this.#forget(positions);
      } catch (error) {
        if (tooLate.has(kafkaErrorType(error) ?? '')) this.close();
        else await wait(retryPause);
      }
    }
    this.#committing = undefined;
  }

  #forget(positions: readonly Position[]): void {
    for (const position of positions) {
      const place = `${position.topic}/${position.partition}`;
      if (this.#pending.get(place) === position) this.#pending.delete(place);
    }
  }
}
