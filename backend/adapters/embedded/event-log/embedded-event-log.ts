import type {
  Clock,
  EventLog,
  OutgoingRecord,
  Reader,
  ReaderOptions,
  TopicSettings,
} from '../../../ports/index.ts';
import { EmbeddedDatabase, type Synchronous } from '../database.ts';
import { systemClock } from '../system-clock.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { EmbeddedReader } from './embedded-reader.ts';
import { GroupOffsets, noPositions } from './group-offsets.ts';
import type { Partition } from './partition.ts';
import type { RetryPauses } from './partition-cursor.ts';
import { TailBudget } from './tail-budget.ts';
import { logMigrations, TopicCatalog } from './topic-catalog.ts';

export interface EmbeddedEventLogOptions {
  directory: string;
  /** Default `normal`; see Synchronous for what each survives. */
  synchronous?: Synchronous;
  clock?: Clock;
  /** Memory for records that readers are about to want, over all partitions; default 16 MB. */
  tailBytes?: number;
  /** Most milliseconds until a committed offset is in the file; default 100. */
  offsetDelay?: number;
  /** Milliseconds between looks for records past their retention; default a minute. */
  sweepInterval?: number;
  /** Default 50 ms growing to 5 s. */
  retryPauses?: RetryPauses;
}

/** The event log in one SQLite file, log.sqlite, for one process. */
export class EmbeddedEventLog implements EventLog {
  readonly #clock: Clock;
  readonly #database: EmbeddedDatabase;
  readonly #catalog: TopicCatalog;
  readonly #offsets: GroupOffsets;
  readonly #pauses: RetryPauses;
  readonly #groups = new Map<string, ConsumerGroup>();
  readonly #readers = new Set<Reader>();
  #touched: Partition[] = [];

  constructor(options: EmbeddedEventLogOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#pauses = options.retryPauses ?? { first: 50, most: 5_000 };
    const { directory, synchronous = 'normal', offsetDelay = 100 } = options;
    const hooks = {
      joining: () => this.#offsets.write(),
      committed: () => this.#publish(),
      rolledBack: () => this.#discard(),
    };
    this.#database = new EmbeddedDatabase({
      directory,
      file: 'log.sqlite',
      migrations: logMigrations,
      synchronous,
      hooks,
    });
    const { sql } = this.#database;
    this.#catalog = new TopicCatalog(sql, new TailBudget(options.tailBytes ?? 16_000_000));
    this.#offsets = new GroupOffsets(sql, this.#clock, () =>
      setTimeout(() => this.#flushOffsets(), offsetDelay).unref(),
    );
  }

  async createTopics(topics: readonly TopicSettings[]): Promise<void> {
    for (const { name, partitions } of topics) {
      if (!Number.isInteger(partitions) || partitions < 1)
        throw new Error(`Topic ${name} needs at least one partition, not ${partitions}.`);
    }
    await this.#database.write(() => {
      for (const topic of topics) if (!this.#catalog.has(topic.name)) this.#catalog.create(topic);
    });
    for (const { name } of topics) if (!this.#catalog.has(name)) this.#catalog.load(name);
  }

  partitionOf(topic: string, key: string): number {
    return this.#catalog.partition(topic, key).number;
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    const partitions = records.map(({ topic, key, partition }) =>
      this.#catalog.partition(topic, key, partition),
    );
    await this.#database.write(() => {
      const now = this.#clock.now();
      records.forEach((record, at) => {
        const partition = partitions[at];
        if (partition?.append(record, now)) this.#touched.push(partition);
      });
    });
  }

  async read(options: ReaderOptions): Promise<Reader> {
    for (const topic of options.topics) this.#catalog.get(topic);
    const reader = new EmbeddedReader({
      options,
      group: this.#group(options.group),
      positions: options.group === undefined ? noPositions : this.#offsets.of(options.group),
      pauses: this.#pauses,
      flush: () => this.#flushOffsets(),
    });
    this.#readers.add(reader);
    return reader;
  }

  async lag(group: string, topic: string): Promise<number> {
    const positions = this.#offsets.of(group);
    let lag = 0;
    for (const { slot, table, next } of this.#catalog.get(topic).partitions) {
      const from = Math.max(positions.get(slot) ?? 0, table.firstOffset() ?? next);
      lag += table.compacted ? table.count(from) : Math.max(0, next - from);
    }
    return lag;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#readers].map((reader) => reader.stop()));
    this.#database.close();
  }

  #group(name: string | undefined): ConsumerGroup {
    const group =
      (name !== undefined && this.#groups.get(name)) ||
      new ConsumerGroup((topic) => this.#catalog.get(topic).partitions);
    if (name !== undefined) this.#groups.set(name, group);
    return group;
  }

  async #flushOffsets(): Promise<void> {
    if (this.#offsets.isDirty) await this.#database.write(() => {});
  }

  #publish(): void {
    this.#offsets.clean();
    const touched = this.#touched;
    this.#touched = [];
    for (const partition of touched) partition.publish();
    for (const partition of touched) partition.wake();
  }

  #discard(): void {
    for (const partition of this.#touched) partition.discard();
    this.#touched = [];
  }
}
