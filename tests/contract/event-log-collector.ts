import type { EventLog, LogRecord, Reader, ReaderOptions, RecordBatch } from '../../backend/ports/index.ts';
import { unique, until } from './subject.ts';

export interface SeenRecord extends LogRecord {
  topic: string;
  partition: number;
}

/** A reader that remembers what it was given. */
export interface Collector extends AsyncDisposable {
  reader: Reader;
  /** Everything that came, repetitions included, in the order of coming. */
  records: SeenRecord[];
  batches: RecordBatch[];
  /** Values without repetitions: at least once is allowed to repeat. */
  values(): string[];
  /** Waits until this many different records are there. */
  have(count: number): Promise<void>;
}

type Options = Omit<ReaderOptions, 'onBatch'> & { onBatch?: ReaderOptions['onBatch'] };

/** Reads into a collector; `onBatch` decides whether a batch counts as handled. */
export async function collect(log: EventLog, options: Options): Promise<Collector> {
  const records: SeenRecord[] = [];
  const batches: RecordBatch[] = [];
  const reader = await log.read({
    ...options,
    async onBatch(batch) {
      await options.onBatch?.(batch);
      batches.push(batch);
      const { topic, partition } = batch;
      records.push(...batch.records.map((record) => ({ ...record, topic, partition })));
    },
  });
  await reader.ready();
  const values = (): string[] => once(records).map(({ value }) => value);
  return {
    reader,
    records,
    batches,
    values,
    have: (count) => until(`${count} records came, not ${values().length}`, () => values().length >= count),
    [Symbol.asyncDispose]: () => reader.stop(),
  };
}

/** Without repetitions of the same place. */
export function once(records: readonly SeenRecord[]): SeenRecord[] {
  const places = new Map<string, SeenRecord>();
  for (const record of records) {
    const place = `${record.topic}/${record.partition}/${record.offset}`;
    if (!places.has(place)) places.set(place, record);
  }
  return [...places.values()];
}

/** A topic of the test's own. */
export async function newTopic(log: EventLog, partitions = 3): Promise<string> {
  const name = unique('topic-');
  await log.createTopics([{ name, partitions, retention: 3_600_000 }]);
  return name;
}

/** A key for each partition of a topic, in the order of the partitions. */
export function keysOf(log: EventLog, topic: string, partitions: number): string[] {
  const keys = new Map<number, string>();
  for (let at = 0; keys.size < partitions; at++) keys.set(log.partitionOf(topic, `key-${at}`), `key-${at}`);
  return Array.from({ length: partitions }, (_, partition) => keys.get(partition) ?? '');
}
