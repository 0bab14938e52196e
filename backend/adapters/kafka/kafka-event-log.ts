import type { EventLog, OutgoingRecord, Reader, ReaderOptions, TopicSettings } from '../../ports/index.ts';
import { AppendLanes } from './append-lanes.ts';
import { deleteBroadcastGroup, deleteOrphanedGroups, newBroadcastGroup } from './broadcast-groups.ts';
import { Engine } from './engine.ts';
import { KafkaClients } from './kafka-clients.ts';
import { type KafkaEventLogOptions, settingsOf } from './kafka-options.ts';
import { KafkaReader } from './kafka-reader.ts';
import { groupMemory, ownMemory } from './reader-memory.ts';
import { committedPositions } from './start-positions.ts';
import { TopicCatalog } from './topic-catalog.ts';
import { createTopics } from './topic-creation.ts';

/** Milliseconds between looks for partitions that were added to topics. */
const refreshInterval = 60_000;

/** The event log on a Kafka cluster. */
export class KafkaEventLog implements EventLog {
  readonly #clients: KafkaClients;
  readonly #engine: Engine;
  readonly #catalog: TopicCatalog;
  readonly #lanes: AppendLanes;
  readonly #readers = new Set<Reader>();
  readonly #refresh: NodeJS.Timeout;

  private constructor(options: KafkaEventLogOptions) {
    this.#clients = new KafkaClients(settingsOf(options));
    this.#engine = new Engine(this.#clients);
    this.#catalog = new TopicCatalog(this.#engine);
    this.#lanes = new AppendLanes(this.#clients);
    this.#refresh = setInterval(() => this.#catalog.refresh().catch(() => {}), refreshInterval).unref();
  }

  /** Rejects with EngineUnavailable when no broker is there in time, with KafkaSetupError when they refuse. */
  static async open(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
    const log = new KafkaEventLog(options);
    try {
      await log.#engine.connect();
      await log.#catalog.refresh();
    } catch (error) {
      await log[Symbol.asyncDispose]();
      throw error;
    }
    deleteOrphanedGroups(log.#engine).catch(() => {});
    return log;
  }

  async createTopics(topics: readonly TopicSettings[]): Promise<void> {
    this.#catalog.learn(await createTopics(this.#engine, topics));
  }

  partitionOf(topic: string, key: string): number {
    return this.#catalog.partition(topic, key);
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    // Nothing is awaited for topics that are known, so that calls keep their order.
    if (!records.every(({ topic }) => this.#catalog.has(topic)))
      await this.#catalog.refreshFor(records.map(({ topic }) => topic));
    await this.#lanes.append(
      records.map((record) => ({
        ...record,
        partition: this.#catalog.partition(record.topic, record.key, record.partition),
      })),
    );
  }

  async read(options: ReaderOptions): Promise<Reader> {
    await this.#catalog.refreshFor(options.topics);
    for (const topic of options.topics) this.#catalog.partitionsOf(topic);
    const { group } = options;
    const groupId = group ?? newBroadcastGroup();
    const reader: Reader = new KafkaReader({
      engine: this.#engine,
      clients: this.#clients,
      groupId,
      memory: group === undefined ? ownMemory() : groupMemory(this.#engine, group),
      reader: options,
      onStopped: async () => {
        this.#readers.delete(reader);
        if (group === undefined) await deleteBroadcastGroup(this.#engine, groupId);
      },
    });
    this.#readers.add(reader);
    return reader;
  }

  async lag(group: string, topic: string): Promise<number> {
    const partitions = this.#catalog.partitionsOf(topic);
    const known = await committedPositions(this.#engine, group, [topic]);
    const ends = await this.#engine.ask((admin) => admin.fetchTopicOffsets(topic));
    const lags = ends.map(({ partition, low, high }) => {
      const next = known(topic, partition) ?? 0n;
      return Number(BigInt(high) - (next < BigInt(low) ? BigInt(low) : next));
    });
    return lags.slice(0, partitions).reduce((sum, lag) => sum + Math.max(0, lag), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#refresh);
    await Promise.all([...this.#readers].map((reader) => reader.stop()));
    await this.#lanes[Symbol.asyncDispose]();
    await this.#engine[Symbol.asyncDispose]();
    this.#clients[Symbol.dispose]();
  }
}
