import { type Clock, type OutgoingRecord, sizeOfRecord } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import type { Partition } from './partition.ts';
import type { TopicCatalog } from './topic-catalog.ts';

/** A record and where it goes. */
interface Placed {
  record: OutgoingRecord;
  partition: Partition;
}

export interface AppendsOptions {
  database: EmbeddedDatabase;
  catalog: TopicCatalog;
  clock: Clock;
}

/**
 * Appends records: in the next group of writes, or at once where nothing is to be stored. Within a partition both keep the
 * order of the calls. A call with both kinds of records is one group, so that an answer is not ahead of its event.
 */
export class Appends {
  readonly #options: AppendsOptions;
  #touched: Partition[] = [];

  constructor(options: AppendsOptions) {
    this.#options = options;
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    const { catalog } = this.#options;
    for (const record of records) sizeOfRecord(record);
    const placed = records.map((record) => ({
      record,
      partition: catalog.partition(record.topic, record.key, record.partition),
    }));
    if (placed.every(({ partition }) => partition.isFree)) this.#appendNow(placed);
    else await this.#appendInGroup(placed);
  }

  /** The group is committed: readers get its records. */
  committed(): void {
    wakeAll(this.#publish());
  }

  /** The group's records never were. */
  rolledBack(): void {
    for (const partition of this.#touched) partition.discard();
    this.#touched = [];
  }

  /** Readers have the records in the next microtask: not within the call of whoever appends. */
  #appendNow(placed: readonly Placed[]): void {
    this.#options.database.read(() => this.#appendAll(placed));
    const touched = this.#publish();
    queueMicrotask(() => wakeAll(touched));
  }

  async #appendInGroup(placed: readonly Placed[]): Promise<void> {
    for (const { partition } of placed) partition.startWaiting();
    try {
      await this.#options.database.write(() => this.#appendAll(placed));
    } finally {
      for (const { partition } of placed) partition.stopWaiting();
    }
  }

  #appendAll(placed: readonly Placed[]): void {
    const now = this.#options.clock.now();
    for (const { record, partition } of placed)
      if (partition.append(record, now)) this.#touched.push(partition);
  }

  #publish(): readonly Partition[] {
    const touched = this.#touched;
    this.#touched = [];
    for (const partition of touched) partition.publish();
    return touched;
  }
}

function wakeAll(partitions: readonly Partition[]): void {
  for (const partition of partitions) partition.wake();
}
