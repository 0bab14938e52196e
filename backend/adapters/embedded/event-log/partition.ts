import type { LogRecord, OutgoingRecord } from '../../../ports/index.ts';
import { noHeaders } from './headers.ts';
import type { PartitionTable } from './partition-table.ts';
import { RecordTail } from './record-tail.ts';
import type { TailBudget } from './tail-budget.ts';

export interface PartitionOptions {
  topic: string;
  number: number;
  /** Its number among all partitions of all topics. */
  slot: number;
  /** The offset that the next record gets. */
  next: number;
  /** Undefined in an ephemeral topic: nothing is behind the tail. */
  table: PartitionTable | undefined;
  budget: Pick<TailBudget, 'charge'>;
}

/**
 * One partition: its table, and in memory the newest records, so that readers that keep up never touch the table.
 * Offsets are dense; only compaction and retention leave holes, and only in the table. A partition of an ephemeral topic
 * has no table: what the tail lets go is lost, and a reader that lags that far goes on at the first record that is there.
 */
export class Partition {
  readonly topic: string;
  readonly number: number;
  readonly slot: number;
  readonly #table: PartitionTable | undefined;
  readonly #tail: RecordTail;
  readonly #budget: Pick<TailBudget, 'charge'>;
  readonly #listeners = new Set<() => void>();
  #pending: LogRecord[] = [];
  #waiting = 0;

  constructor({ topic, number, slot, next, table, budget }: PartitionOptions) {
    this.topic = topic;
    this.number = number;
    this.slot = slot;
    this.#table = table;
    this.#tail = new RecordTail(next);
    this.#budget = budget;
  }

  /** The offset that the next committed record gets. */
  get next(): number {
    return this.#tail.next;
  }

  /** Whether a record can be appended outside of a transaction: it is not stored, and no earlier one waits for a commit. */
  get isFree(): boolean {
    return this.#table === undefined && this.#waiting === 0;
  }

  /** A call that appends here waits for a transaction; until it settles, those after it wait as well, to stay behind it. */
  startWaiting(): void {
    this.#waiting++;
  }

  stopWaiting(): void {
    this.#waiting--;
  }

  /** Writes a record within the group's transaction; readers see it after `publish`. True for the first of a group. */
  append(outgoing: OutgoingRecord, timestamp: number): boolean {
    const offset = this.next + this.#pending.length;
    this.#table?.insert(offset, outgoing, timestamp);
    const { key, value, headers = noHeaders } = outgoing;
    const record = { offset: BigInt(offset), key, value: value ?? '', headers, timestamp };
    return this.#pending.push(record) === 1;
  }

  /** The group is committed: its records join the tail. Call `wake` when all partitions of the group are published. */
  publish(): void {
    const records = this.#pending;
    this.#pending = [];
    this.#budget.charge(this.#tail, records.length, this.#tail.push(records));
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
    return from >= this.#tail.start;
  }

  /** Up to `most` records from an offset on, or fewer when they are large. */
  read(from: number, most: number): LogRecord[] {
    if (this.#table && !this.inTail(from)) return this.#table.page(from, most);
    return this.#tail.read(from, most);
  }

  /** The offset after the last record older than `since`. */
  offsetSince(since: number): number {
    return (this.#table ?? this.#tail).offsetSince(since);
  }

  /** How many records there are from an offset on; compaction leaves holes, so there they are counted. */
  countFrom(from = 0): number {
    if (this.#table?.compacted) return this.#table.count(from);
    const first = this.#table ? (this.#table.firstOffset() ?? this.next) : this.#tail.start;
    return Math.max(0, this.next - Math.max(from, first));
  }

  /** Whether the first record is older than a time. */
  hasOlder(before: number): boolean {
    return (this.#table ?? this.#tail).hasOlder(before);
  }

  /**
   * Looks at up to `most` records from an offset on, within a transaction, and drops those that are older and not kept by
   * compaction. Gives where to go on, or undefined when the rest is young enough.
   */
  dropOlder(before: number, from: number, most: number): number | undefined {
    if (this.#table) return this.#table.dropOlder(before, from, most);
    this.#tail.dropOlder(before);
    return undefined;
  }
}
