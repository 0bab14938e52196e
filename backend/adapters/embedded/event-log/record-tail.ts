import type { LogRecord } from '../../../ports/index.ts';
import type { TailKeeper } from './tail-budget.ts';

/** The newest records of a partition, in memory. Their offsets are dense. */
export class RecordTail implements TailKeeper {
  #next: number;
  #records: LogRecord[] = [];
  #head = 0;
  /** Records that went for their age and of which the budget does not know yet. */
  #aged = 0;

  constructor(next: number) {
    this.#next = next;
  }

  /** The offset after the last record. */
  get next(): number {
    return this.#next;
  }

  /** The offset of the first record that is still here; `next` when none is. */
  get start(): number {
    return this.#next - (this.#records.length - this.#head);
  }

  /** Gives the memory that the records take. */
  push(records: readonly LogRecord[]): number {
    let size = 0;
    for (const record of records) {
      this.#records.push(record);
      size += sizeOf(record);
    }
    this.#next += records.length;
    return size;
  }

  /** Up to `most` records from an offset on; what is no longer here is left out. */
  read(from: number, most: number): LogRecord[] {
    const first = this.#head + Math.max(0, from - this.start);
    return this.#records.slice(first, first + most);
  }

  /** The offset after the last record older than `since`. */
  offsetSince(since: number): number {
    const older = this.#records.findLastIndex((record) => record !== undefined && record.timestamp < since);
    return older === -1 ? this.start : this.start + older + 1 - this.#head;
  }

  hasOlder(before: number): boolean {
    const oldest = this.#records[this.#head];
    return oldest !== undefined && oldest.timestamp < before;
  }

  /** Lets go of what is older. */
  dropOlder(before: number): void {
    let count = 0;
    while ((this.#records[this.#head + count]?.timestamp ?? before) < before) count++;
    this.#aged += count;
    this.#drop(count);
  }

  forget(count: number): void {
    const gone = Math.min(count, this.#aged);
    this.#aged -= gone;
    this.#drop(count - gone);
  }

  #drop(count: number): void {
    this.#records.fill(undefined as never, this.#head, this.#head + count);
    this.#head += count;
    if (this.#head < this.#records.length / 2) return;
    this.#records = this.#records.slice(this.#head);
    this.#head = 0;
  }
}

/** Roughly what a record takes in memory: text takes up to two bytes a character. */
const sizeOf = (record: LogRecord): number => 300 + 2 * (record.key.length + record.value.length);
