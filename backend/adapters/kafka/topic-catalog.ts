import kafkajs, { type ITopicMetadata } from 'kafkajs';
import type { Engine } from './engine.ts';

/** Keys come again and again, so the partitions of the last few thousand are remembered; hashing one costs some 20 µs. */
const mostKeys = 10_000;

const partitionOfKey = kafkajs.Partitioners.DefaultPartitioner();

/** The topics that there are, and which partition a key has: the one that Kafka's own clients choose (murmur2). */
export class TopicCatalog {
  readonly #engine: Engine;
  readonly #keys = new Map<number, Map<string, number>>();
  readonly #partitions = new Map<string, number>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Learns what topics there are now. */
  async refresh(): Promise<void> {
    const { topics } = await this.#engine.ask((admin) => admin.fetchTopicMetadata());
    this.learn(topics);
  }

  /** Nothing is forgotten or shrinks: a broker that has just started may not know everything yet. */
  learn(topics: readonly ITopicMetadata[]): void {
    for (const { name, partitions } of topics)
      this.#partitions.set(name, Math.max(partitions.length, this.#partitions.get(name) ?? 0));
  }

  /** Learns about these topics if one of them is not known yet. */
  async refreshFor(topics: Iterable<string>): Promise<void> {
    for (const topic of topics) {
      if (this.#partitions.has(topic)) continue;
      await this.refresh();
      return;
    }
  }

  has(topic: string): boolean {
    return this.#partitions.has(topic);
  }

  /** How many partitions a topic has. */
  partitionsOf(topic: string): number {
    const partitions = this.#partitions.get(topic);
    if (partitions === undefined)
      throw new Error(`There is no topic ${topic}; create it with createTopics first.`);
    return partitions;
  }

  /** The partition of a record: the one that it names, or else the one of its key. */
  partition(topic: string, key: string, named?: number): number {
    const partitions = this.partitionsOf(topic);
    if (named === undefined) return this.#keyed(key, partitions);
    if (Number.isInteger(named) && named >= 0 && named < partitions) return named;
    throw new Error(`Topic ${topic} has ${partitions} partitions; there is no ${named}.`);
  }

  #keyed(key: string, partitions: number): number {
    const keys = this.#keys.get(partitions) ?? new Map<string, number>();
    const known = keys.get(key);
    if (known !== undefined) return known;
    const partition = hashed(key, partitions);
    if (keys.size >= mostKeys) keys.clear();
    this.#keys.set(partitions, keys.set(key, partition));
    return partition;
  }
}

/** kafkajs counts the partitions in a list of their metadata and looks no further when there is a key. */
function hashed(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId }));
  return partitionOfKey({
    topic: '',
    partitionMetadata: partitionMetadata as never,
    message: { key, value: null },
  });
}
