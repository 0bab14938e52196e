import type { LogRecord, OutgoingRecord } from '../../../ports/index.ts';
import type { PartitionTable } from './partition-table.ts';
import type { TailBudget } from './tail-budget.ts';

/**
 * One partition: its table, and in memory the newest records, so that readers that keep up never touch the table.
 * Offsets are dense; only compaction and retention leave holes, and only in the table.
 */
export class Partition {
  readonly topic: string;
  readonly number: number;
  readonly slot: number;
  readonly table: PartitionTable;
  readonly #budget: TailBudget;
  readonly #listeners = new Set<() => void>();
  #next: number;
  #tail: LogRecord[] = [];
  #tailHead = 0;
  #pending: LogRecord[] = [];

  constructor(topic: string, number: number, table: PartitionTable, budget: TailBudget) {
    this.topic = topic;
    this.number = number;
    this.slot = table.slot;
    this.table = table;
    this.#budget = budget;
    this.#next = table.nextOffset();
  }

  /** The offset that the next committed record gets. */
  get next(): number {
    return this.#next;
  }

  get #tailStart(): number {
    return this.#next - (this.#tail.length - this.#tailHead);
  }

  /** Writes a record within the group's transaction; readers see it after `publish`. True for the first of a group. */
  append(outgoing: OutgoingRecord, timestamp: number): boolean {
    const offset = this.#next + this.#pending.length;
    this.table.insert(offset, outgoing, timestamp);
    const { key, value, headers = noHeaders } = outgoing;
    return this.#pending.push({ offset: BigInt(offset), key, value, headers, timestamp }) === 1;
  }

  /** The group is committed: its records join the tail. Call `wake` when all partitions of the group are published. */
  publish(): void {
    const records = this.#pending;
    this.#pending = [];
    this.#next += records.length;
    let size = 0;
    for (const record of records) {
      this.#tail.push(record);
      size += sizeOf(record);
    }
    this.#budget.charge(this, records.length, size);
  }

  /** The group was rolled back: its records never were. */
  discard(): void {
    this.#pending = [];
  }

  wake(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` whenever there is something new. */
  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }

  unlisten(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Whether a reader at this offset is served from memory. */
  inTail(from: number): boolean {
    return from >= this.#tailStart;
  }

  /** Up to `most` records from an offset on, or fewer when they are large. */
  read(from: number, most: number): LogRecord[] {
    if (!this.inTail(from)) return this.table.page(from, most);
    const start = this.#tailHead + from - this.#tailStart;
    return this.#tail.slice(start, start + most);
  }

  /** How many records there are from an offset on; compaction leaves holes, so there they are counted. */
  countFrom(from = 0): number {
    if (this.table.compacted) return this.table.count(from);
    return Math.max(0, this.#next - Math.max(from, this.table.firstOffset() ?? this.#next));
  }

  /** Lets the oldest records of the tail go; the table still has them. */
  forget(count: number): void {
    this.#tail.fill(undefined as never, this.#tailHead, this.#tailHead + count);
    this.#tailHead += count;
    if (this.#tailHead < this.#tail.length / 2) return;
    this.#tail = this.#tail.slice(this.#tailHead);
    this.#tailHead = 0;
  }
}

export const noHeaders = Object.freeze({});

/** Roughly what a record takes in memory: text takes up to two bytes a character. */
const sizeOf = (record: LogRecord): number => 300 + 2 * (record.key.length + record.value.length);
