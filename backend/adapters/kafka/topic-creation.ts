import type { Admin, ITopicConfig, ITopicMetadata } from 'kafkajs';
import type { TopicSettings } from '../../ports/index.ts';
import type { Engine } from './engine.ts';
import { KafkaSetupError } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-options.ts';

/** Few enough that the brokers answer well within a request's time, also on a small machine. */
const topicsPerRequest = 12;

/** Creates the topics that do not exist, waits until every partition has a leader, and gives what there is then. */
export async function createTopics(
  engine: Engine,
  topics: readonly TopicSettings[],
): Promise<readonly ITopicMetadata[]> {
  for (const { name, partitions } of topics) {
    if (!Number.isInteger(partitions) || partitions < 1)
      throw new Error(`Topic ${name} needs at least one partition, not ${partitions}.`);
  }
  await engine.ask(async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (missing.length > 0) await requireReplicas(admin, engine.settings, missing);
    for (let at = 0; at < missing.length; at += topicsPerRequest)
      await create(admin, engine.settings, missing.slice(at, at + topicsPerRequest));
  });
  return leadersOf(
    engine,
    topics.map(({ name }) => name),
  );
}

async function requireReplicas(
  admin: Admin,
  { replication }: KafkaSettings,
  topics: readonly TopicSettings[],
): Promise<void> {
  const { brokers } = await admin.describeCluster();
  if (brokers.length >= replication) return;
  throw new KafkaSetupError(
    `Topic ${topics[0]?.name} needs ${replication} replicas, but Kafka has ${brokers.length} of ${replication} brokers: ` +
      'start more of them, or ask for fewer with replication in the URL.',
  );
}

async function create(
  admin: Admin,
  settings: KafkaSettings,
  topics: readonly TopicSettings[],
): Promise<void> {
  const configs = topics.map((topic) => configOf(topic, settings));
  try {
    await admin.createTopics({ topics: configs, waitForLeaders: false, timeout: 5_000 });
  } catch (error) {
    // Another server may create the same ones at the same time; the rest of the request has been carried out.
    const real = errorsIn(error).find(({ type }) => type !== 'TOPIC_ALREADY_EXISTS');
    if (real) throw real;
  }
}

/** kafkajs gathers what went wrong with each topic. */
function errorsIn(error: unknown): { type?: string }[] {
  return (error as { errors?: { type?: string }[] }).errors ?? [error as { type?: string }];
}

/** How a topic is created. */
export function configOf(topic: TopicSettings, { replication, minInsync }: KafkaSettings): ITopicConfig {
  const entries = {
    'min.insync.replicas': minInsync,
    ...(topic.compacted ? compaction(topic) : retention(topic)),
  };
  return {
    topic: topic.name,
    numPartitions: topic.partitions,
    replicationFactor: replication,
    configEntries: Object.entries(entries).map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** Only whole segments are dropped, so they are short enough that a record stays little longer than its time. */
const retention = ({ retention }: TopicSettings): Record<string, unknown> => ({
  'cleanup.policy': 'delete',
  'retention.ms': retention,
  'segment.ms': segmentAge(retention),
});

/**
 * Not `compact,delete`: that would in time drop the last record of a key as well. Without a longest lag, a quiet topic is never
 * compacted, and what somebody deleted would stay in it.
 */
const compaction = ({ retention }: TopicSettings): Record<string, unknown> => ({
  'cleanup.policy': 'compact',
  'min.compaction.lag.ms': retention,
  'max.compaction.lag.ms': 2 * retention,
  'delete.retention.ms': retention,
  'segment.ms': segmentAge(retention),
});

const week = 7 * 24 * 60 * 60 * 1_000;
const segmentAge = (retention: number): number => Math.round(Math.min(Math.max(retention / 4, 60_000), week));

/** Waits until the topics can be used: each partition has a leader. */
async function leadersOf(engine: Engine, topics: readonly string[]): Promise<readonly ITopicMetadata[]> {
  if (topics.length === 0) return [];
  return engine.ask(async (admin) => {
    const found = await admin.fetchTopicMetadata({ topics: [...topics] });
    for (const { name, partitions } of found.topics) {
      if (partitions.length === 0 || partitions.some(({ leader }) => leader < 0))
        throw new Error(`topic ${name} has partitions without a leader`);
    }
    return found.topics;
  });
}
