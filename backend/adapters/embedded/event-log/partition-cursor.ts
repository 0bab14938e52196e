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

  constructor(options: CursorOptions) {
    this.#options = options;
    this.#position = options.position;
    options.partition.listen(this.#wake);
    // In a turn of its own: the reader is not in its caller's hands yet.
    setImmediate(this.#wake);
  }

  /** No batch begins any more; resolves when the one at work has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#options.partition.unlisten(this.#wake);
    clearTimeout(this.#pause);
    await this.#working;
  }

  #advance(): void {
    if (this.#working || this.#pause || this.#stopped) return;
    try {
      const records = this.#read();
      if (records.length > 0) this.#working = this.#handle(records);
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
    this.#position = Number(records.at(-1)?.offset) + 1;
    this.#failures = 0;
    this.#options.onHandled(this.#position);
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
