import type { LogRecord, ReaderOptions } from '../../../ports/index.ts';
import type { Partition } from './partition.ts';

/** How long a batch that failed waits before it comes again: twice as long each time, up to `most`. Milliseconds. */
export interface RetryPauses {
  first: number;
  most: number;
}

export interface CursorOptions {
  partition: Partition;
  position: number;
  reader: Pick<ReaderOptions, 'onBatch' | 'onError' | 'maxBatch'>;
  pauses: RetryPauses;
  /** Told the next offset after each batch that was handled. */
  onHandled(next: number): void;
}

/** Hands one partition's records to one reader, batch after batch, from a position on. */
export class PartitionCursor {
  readonly #options: CursorOptions;
  readonly #wake = () => this.#advance();
  #position: number;
  #working: Promise<void> | undefined;
  #failures = 0;
  #pause: NodeJS.Timeout | undefined;
  #stopped = false;
  #waiting: { end: number; resolve(): void }[] = [];

  constructor(options: CursorOptions) {
    this.#options = options;
    this.#position = options.position;
    options.partition.listen(this.#wake);
    // In a turn of its own: the reader is not in its caller's hands yet.
    setImmediate(this.#wake);
  }

  /** Resolves when what the partition holds now is handled, or when the cursor is stopped. */
  caughtUp(): Promise<void> {
    const end = this.#options.partition.next;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ end, resolve });
    this.#settle();
    return promise;
  }

  /** No batch begins any more; resolves when the one at work has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#options.partition.unlisten(this.#wake);
    clearTimeout(this.#pause);
    await this.#working;
    this.#settle();
  }

  #advance(): void {
    if (this.#working || this.#pause || this.#stopped) return;
    try {
      const records = this.#read();
      if (records.length > 0) this.#working = this.#handle(records);
      // What came before the end is gone: retention dropped it.
      else this.#moveTo(this.#options.partition.next);
    } catch (error) {
      this.#pauseAfter(error);
    }
  }

  #read(): LogRecord[] {
    return this.#options.partition.read(this.#position, this.#options.reader.maxBatch ?? 500);
  }

  async #handle(records: readonly LogRecord[]): Promise<void> {
    const { partition, reader } = this.#options;
    try {
      await reader.onBatch({ topic: partition.topic, partition: partition.number, records });
      this.#handled(records);
    } catch (error) {
      this.#pauseAfter(error);
    }
    this.#working = undefined;
    this.#goOn();
  }

  #handled(records: readonly LogRecord[]): void {
    this.#failures = 0;
    const next = Number(records.at(-1)?.offset) + 1;
    this.#options.onHandled(next);
    this.#moveTo(next);
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#settle();
  }

  #settle(): void {
    if (this.#waiting.length === 0) return;
    const isDone = ({ end }: { end: number }) => this.#stopped || this.#position >= end;
    for (const { resolve } of this.#waiting.filter(isDone)) resolve();
    this.#waiting = this.#waiting.filter((each) => !isDone(each));
  }

  #goOn(): void {
    const { partition } = this.#options;
    if (this.#position === partition.next) return;
    // A long backlog must not keep the event loop from everything else.
    if (partition.inTail(this.#position)) this.#advance();
    else setImmediate(this.#wake);
  }

  #pauseAfter(error: unknown): void {
    const { first, most } = this.#options.pauses;
    this.#options.reader.onError?.(error);
    if (this.#stopped) return;
    this.#pause = setTimeout(
      () => {
        this.#pause = undefined;
        this.#advance();
      },
      Math.min(first * 2 ** this.#failures++, most),
    );
  }
}
