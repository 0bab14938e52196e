import type { Admin } from 'kafkajs';
import type { StartPosition } from '../../ports/index.ts';
import type { Engine } from './engine.ts';
import type { Position } from './offset-commits.ts';

/** Partition numbers by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** Where a reader has come to in a partition, if it has begun at all. */
export type KnownPositions = (topic: string, partition: number) => bigint | undefined;

export interface Start extends Position {
  /** Whether the reader begins here rather than going on. */
  isNew: boolean;
}

/** What Kafka answers for a partition in which a group has committed nothing, and what kafkajs commits for `earliest`. */
const [uncommitted, earliest] = [-1n, -2n];

/** Where a group stands: what it has committed. */
export async function committedPositions(
  engine: Engine,
  group: string,
  topics: readonly string[],
): Promise<KnownPositions> {
  const committed = new Map<string, bigint>();
  const answer = await engine.ask((admin) => admin.fetchOffsets({ groupId: group, topics: [...topics] }));
  for (const { topic, partitions } of answer)
    for (const { partition, offset } of partitions) committed.set(`${topic}/${partition}`, BigInt(offset));
  return (topic, partition) => {
    const offset = committed.get(`${topic}/${partition}`) ?? uncommitted;
    if (offset === earliest) return 0n;
    return offset === uncommitted ? undefined : offset;
  };
}

/** Where to start in each partition: where the reader stands, else as `from` says; never before the first record. */
export async function startsOf(
  engine: Engine,
  assignment: Assignment,
  known: KnownPositions,
  from: StartPosition,
): Promise<Start[]> {
  const topics = Object.entries(assignment).filter(([, partitions]) => partitions.length > 0);
  const starts = topics.map(([topic, partitions]) =>
    engine.ask(async (admin) => {
      const bounds = await boundsOf(admin, topic, from);
      return partitions.map((partition) => startIn(topic, partition, bounds, known(topic, partition)));
    }),
  );
  return (await Promise.all(starts)).flat();
}

/** Where each partition of the topics ends now. */
export async function endsOf(engine: Engine, topics: readonly string[]): Promise<Position[]> {
  const ends = topics.map(async (topic) => {
    const bounds = await engine.ask((admin) => boundsOf(admin, topic, 'latest'));
    return [...bounds].map(([partition, { begin }]) => ({ topic, partition, next: begin }));
  });
  return (await Promise.all(ends)).flat();
}

/** The first offset that is still there in a partition. */
export async function firstOffset(engine: Engine, topic: string, partition: number): Promise<bigint> {
  const bounds = await engine.ask((admin) => boundsOf(admin, topic, 'earliest'));
  return bounds.get(partition)?.low ?? 0n;
}

interface Bounds {
  low: bigint;
  /** Where `from` begins. */
  begin: bigint;
}

function startIn(
  topic: string,
  partition: number,
  bounds: ReadonlyMap<number, Bounds>,
  known: bigint | undefined,
): Start {
  const { low, begin } = bounds.get(partition) ?? { low: 0n, begin: 0n };
  if (known === undefined) return { topic, partition, next: begin, isNew: true };
  return { topic, partition, next: known < low ? low : known, isNew: false };
}

async function boundsOf(admin: Admin, topic: string, from: StartPosition): Promise<Map<number, Bounds>> {
  const ends = await admin.fetchTopicOffsets(topic);
  const since = typeof from === 'object' ? await admin.fetchTopicOffsetsByTimestamp(topic, from.since) : [];
  const begins = new Map(since.map(({ partition, offset }) => [partition, BigInt(offset)]));
  return new Map(
    ends.map(({ partition, low, high }) => {
      const begin = begins.get(partition) ?? BigInt(from === 'latest' ? high : low);
      return [partition, { low: BigInt(low), begin }];
    }),
  );
}
