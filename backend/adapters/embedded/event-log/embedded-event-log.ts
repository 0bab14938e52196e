import type {
  Clock,
  EventLog,
  OutgoingRecord,
  Reader,
  ReaderOptions,
  TopicSettings,
} from '../../../ports/index.ts';
import { EmbeddedDatabase, type Synchronous } from '../database/embedded-database.ts';
import { systemClock } from '../system-clock.ts';
import { Appends } from './appends.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { EmbeddedReader } from './embedded-reader.ts';
import { GroupOffsets, noPositions } from './group-offsets.ts';
import type { RetryPauses } from './partition-cursor.ts';
import { RetentionSweep } from './retention-sweep.ts';
import { logMigrations, TopicCatalog } from './topic-catalog.ts';

export interface EmbeddedEventLogOptions {
  directory: string;
  /** Default `normal`; see Synchronous for what each survives. */
  synchronous?: Synchronous;
  clock?: Clock;
  /** Memory for records that readers are about to want, over all partitions; default 16 MB. */
  tailBytes?: number;
  /** Memory for the records of ephemeral topics; readers that lag further lose some. Default 16 MB. */
  ephemeralBytes?: number;
  /** Most milliseconds until a committed offset is in the file; default 100. */
  offsetDelay?: number;
  /** Milliseconds between looks for records past their retention; default a minute. */
  sweepInterval?: number;
  /** Default 50 ms growing to 5 s. */
  retryPauses?: RetryPauses;
}

/** The event log in one SQLite file, log.sqlite, for one process. */
export class EmbeddedEventLog implements EventLog {
  readonly #database: EmbeddedDatabase;
  readonly #catalog: TopicCatalog;
  readonly #appends: Appends;
  readonly #offsets: GroupOffsets;
  readonly #retention: RetentionSweep;
  readonly #pauses: RetryPauses;
  readonly #groups = new Map<string, ConsumerGroup>();
  readonly #readers = new Set<Reader>();

  constructor(options: EmbeddedEventLogOptions) {
    const { directory, synchronous, clock = systemClock, offsetDelay = 100 } = options;
    const { tailBytes = 16_000_000, ephemeralBytes = 16_000_000 } = options;
    this.#pauses = options.retryPauses ?? { first: 50, most: 5_000 };
    this.#database = new EmbeddedDatabase({
      directory,
      file: 'log.sqlite',
      migrations: logMigrations,
      ...(synchronous ? { synchronous } : {}),
      hooks: { committed: () => this.#appends.committed(), rolledBack: () => this.#appends.rolledBack() },
    });
    this.#catalog = new TopicCatalog(this.#database, { durable: tailBytes, ephemeral: ephemeralBytes });
    this.#appends = new Appends({ database: this.#database, catalog: this.#catalog, clock });
    this.#offsets = new GroupOffsets(this.#database, clock, offsetDelay);
    this.#retention = new RetentionSweep({
      database: this.#database,
      catalog: this.#catalog,
      offsets: this.#offsets,
      clock,
      interval: options.sweepInterval ?? 60_000,
      groupInUse: (group) => this.#groups.get(group)?.isEmpty === false,
    });
  }

  async createTopics(topics: readonly TopicSettings[]): Promise<void> {
    for (const { name, partitions } of topics) {
      if (!Number.isInteger(partitions) || partitions < 1)
        throw new Error(`Topic ${name} needs at least one partition, not ${partitions}.`);
    }
    await this.#database.write(() => {
      for (const topic of topics) this.#catalog.create(topic);
    });
    for (const { name } of topics) this.#catalog.load(name);
  }

  partitionOf(topic: string, key: string): number {
    return this.#catalog.partition(topic, key).number;
  }

  append(records: readonly OutgoingRecord[]): Promise<void> {
    return this.#appends.append(records);
  }

  async read(options: ReaderOptions): Promise<Reader> {
    for (const topic of options.topics) this.#catalog.get(topic);
    const reader: Reader = new EmbeddedReader({
      options,
      group: this.#group(options.group),
      positions: options.group === undefined ? noPositions : this.#offsets.of(options.group),
      pauses: this.#pauses,
      onStopped: () => {
        this.#readers.delete(reader);
        return this.#offsets.flush();
      },
    });
    this.#readers.add(reader);
    return reader;
  }

  async lag(group: string, topic: string): Promise<number> {
    const positions = this.#offsets.of(group);
    return this.#database.read(() => {
      const lags = this.#catalog
        .get(topic)
        .partitions.map((each) => each.countFrom(positions.get(each.slot)));
      return lags.reduce((sum, lag) => sum + lag, 0);
    });
  }

  /** Drops records past their retention now, instead of at the next interval. */
  sweep(): Promise<void> {
    return this.#retention.run();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#retention.stop();
    await Promise.all([...this.#readers].map((reader) => reader.stop()));
    await this.#database.close();
  }

  #group(name: string | undefined): ConsumerGroup {
    const partitionsOf = (topic: string) => this.#catalog.get(topic).partitions;
    if (name === undefined) return new ConsumerGroup(partitionsOf);
    const group = this.#groups.get(name) ?? new ConsumerGroup(partitionsOf);
    this.#groups.set(name, group);
    return group;
  }
}
