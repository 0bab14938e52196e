import type { LogRecord, ReaderOptions } from '../../ports/index.ts';
import type { RetryPauses } from './kafka-options.ts';
import { type FetchedBatch, RecordQueue } from './record-queue.ts';

/** How a cursor steers the fetching of its partition; what is under way may still arrive after `pause`. */
export interface FetchFlow {
  pause(): void;
  resume(): void;
}

export interface CursorOptions {
  topic: string;
  partition: number;
  start: bigint;
  /** The batch of an earlier cursor on this partition that is still at work. */
  after: Promise<void> | undefined;
  reader: Pick<ReaderOptions, 'onBatch' | 'onError' | 'maxBatch'>;
  pauses: RetryPauses;
  flow: FetchFlow;
  /** Told the next offset after each batch that was handled before `stop`. */
  onHandled(next: bigint): void;
}

/**
 * Hands one partition's records to the reader, batch after batch, apart from the fetching: a slow or failing batch holds up
 * neither other partitions nor the heartbeats.
 */
export class PartitionCursor {
  readonly queue: RecordQueue;
  readonly #options: CursorOptions;
  #next: bigint;
  #working: Promise<void> | undefined;
  #failed: readonly LogRecord[] | undefined;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #isFetchPaused = false;
  #isDraining = false;
  #isStopped = false;

  constructor(options: CursorOptions) {
    this.#options = options;
    this.#next = options.start;
    this.queue = new RecordQueue(options.start);
    this.#working = options.after?.then(() => this.#ended());
  }

  /** The batch at work, if one is. */
  get working(): Promise<void> | undefined {
    return this.#working;
  }

  /** The offset before which everything is handled, or was found to be empty. */
  get handledUntil(): bigint {
    const isIdle = !this.#working && !this.#failed && this.queue.isEmpty;
    return isIdle ? this.queue.next : this.#next;
  }

  /** False when the batch leaves a gap and was not taken. */
  receive(batch: FetchedBatch): boolean {
    const isTaken = this.queue.add(batch);
    this.#steer();
    this.#advance();
    return isTaken;
  }

  /** No batch begins any more; resolves when the one at work has ended. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    clearTimeout(this.#retry);
    await this.#working;
  }

  /** What the batch at work comes to is no longer counted: the partition may be another's. */
  stop(): void {
    this.#isStopped = true;
    this.#isDraining = true;
    clearTimeout(this.#retry);
  }

  #advance(): void {
    if (this.#working || this.#retry || this.#isDraining) return;
    const records = this.#failed ?? this.queue.take(this.#options.reader.maxBatch ?? 500);
    this.#steer();
    if (records.length > 0) this.#working = this.#handle(records);
  }

  async #handle(records: readonly LogRecord[]): Promise<void> {
    const { topic, partition, reader } = this.#options;
    try {
      await reader.onBatch({ topic, partition, records });
      this.#handled(records);
    } catch (error) {
      this.#failed = records;
      this.#pauseAfter(error);
    }
    this.#ended();
  }

  #handled(records: readonly LogRecord[]): void {
    this.#failed = undefined;
    this.#failures = 0;
    this.#next = (records.at(-1)?.offset ?? 0n) + 1n;
    if (!this.#isStopped) this.#options.onHandled(this.#next);
  }

  #ended(): void {
    this.#working = undefined;
    this.#advance();
  }

  #pauseAfter(error: unknown): void {
    const { first, most } = this.#options.pauses;
    this.#options.reader.onError?.(error);
    if (this.#isDraining) return;
    const pause = Math.min(first * 2 ** this.#failures++, most);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#advance();
    }, pause);
  }

  /** Fetching pauses while enough waits here. */
  #steer(): void {
    const shouldPause = this.queue.isFull;
    if (this.#isStopped || shouldPause === this.#isFetchPaused) return;
    this.#isFetchPaused = shouldPause;
    if (shouldPause) this.#options.flow.pause();
    else this.#options.flow.resume();
  }
}
