import type { ITopicMetadata } from 'kafkajs';
import type { Examination, Finding, GroupLag, LogDiagnosis, TopicSettings } from '../../ports/index.ts';
import { isBroadcastGroup } from './broadcast-groups.ts';
import { Engine } from './engine.ts';
import { KafkaClients } from './kafka-clients.ts';
import { type KafkaEventLogOptions, settingsOf } from './kafka-options.ts';
import { configOf } from './topic-creation.ts';
import { topicFindings } from './topic-findings.ts';

/** Kafka's number for topics among the things that have a configuration. */
const topicResource = 2;

/** A cluster as whoever runs it sees it. Nobody is told what time its brokers have: Kafka has no request for it. */
export class KafkaDiagnosis implements LogDiagnosis {
  readonly #clients: KafkaClients;
  readonly #engine: Engine;

  private constructor(options: KafkaEventLogOptions) {
    this.#clients = new KafkaClients(settingsOf({ unavailableAfter: 5_000, ...options }));
    this.#engine = new Engine(this.#clients);
  }

  static async open(options: KafkaEventLogOptions): Promise<KafkaDiagnosis> {
    const diagnosis = new KafkaDiagnosis(options);
    try {
      await diagnosis.#engine.connect();
      return diagnosis;
    } catch (error) {
      await diagnosis[Symbol.asyncDispose]();
      throw error;
    }
  }

  async examine(topics: readonly TopicSettings[]): Promise<Examination> {
    const { brokers } = await this.#engine.ask((admin) => admin.describeCluster());
    const found = await this.#metadata();
    const settings = await this.#settingsOf(topics.filter(({ name }) => found.has(name)));
    const wanted = topics.map((topic) => configOf(topic, this.#engine.settings));
    return { findings: [this.#brokers(brokers.length), ...topicFindings(wanted, found, settings)] };
  }

  async lags(): Promise<GroupLag[]> {
    const { groups } = await this.#engine.ask((admin) => admin.listGroups());
    const ends = new Map<string, Promise<Bounds>>();
    const lags: GroupLag[] = [];
    for (const { groupId: group } of groups) {
      if (isBroadcastGroup(group)) continue;
      const committed = await this.#engine.ask((admin) => admin.fetchOffsets({ groupId: group }));
      for (const { topic, partitions } of committed) {
        const bounds = ends.get(topic) ?? this.#bounds(topic);
        ends.set(topic, bounds);
        lags.push({ group, topic, lag: lagOf(partitions, await bounds) });
      }
    }
    return lags;
  }

  async counts(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await this.#metadata();
    const counted = topics.map(async (topic) => {
      const bounds = found.has(topic) ? [...(await this.#bounds(topic)).values()] : [];
      return [topic, bounds.reduce((sum, { low, high }) => sum + Number(high - low), 0)] as const;
    });
    return new Map(await Promise.all(counted));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#engine[Symbol.asyncDispose]();
    this.#clients[Symbol.dispose]();
  }

  async #metadata(): Promise<ReadonlyMap<string, ITopicMetadata>> {
    const { topics } = await this.#engine.ask((admin) => admin.fetchTopicMetadata());
    return new Map(topics.map((topic) => [topic.name, topic]));
  }

  /** What the brokers say of topics that are there, by topic and setting. */
  async #settingsOf(topics: readonly TopicSettings[]): Promise<ReadonlyMap<string, Map<string, string>>> {
    if (topics.length === 0) return new Map();
    const resources = topics.map(({ name }) => ({ type: topicResource, name }));
    const { resources: described } = await this.#engine.ask((admin) =>
      admin.describeConfigs({ resources, includeSynonyms: false }),
    );
    return new Map(
      described.map(({ resourceName, configEntries }) => [
        resourceName,
        new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
  }

  async #bounds(topic: string): Promise<Bounds> {
    const offsets = await this.#engine.ask((admin) => admin.fetchTopicOffsets(topic));
    return new Map(
      offsets.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]),
    );
  }

  #brokers(count: number): Finding {
    const { replication, minInsync } = this.#engine.settings;
    const seen = `${count} brokers answer, topics have ${replication} replicas`;
    if (count >= replication) return { verdict: 'ok', subject: 'brokers', seen };
    const verdict = count >= minInsync ? 'warning' : 'problem';
    return { verdict, subject: 'brokers', seen, advice: 'start the brokers that are missing' };
  }
}

type Bounds = ReadonlyMap<number, { low: bigint; high: bigint }>;

/** What is behind the committed offsets; a negative one says that a partition has none. */
function lagOf(partitions: readonly { partition: number; offset: string }[], bounds: Bounds): number {
  const committed = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  return [...bounds].reduce((sum, [partition, { low, high }]) => {
    const next = committed.get(partition) ?? -1n;
    return sum + Number(high - (next < low ? low : next));
  }, 0);
}
