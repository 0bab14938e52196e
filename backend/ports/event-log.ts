/** Kafka's own words live here, in adapters/kafka and in contract/topics; an offset is never a message id. */

export interface TopicSettings {
  name: string;
  partitions: number;
  /** Milliseconds a record is kept; records may stay longer, never shorter. */
  retention: number;
  /** Keeps at least the last record of every key, whatever its age; after a `null`, of that key in time nothing. */
  compacted?: boolean;
  /**
   * Records may be lost with the process or the broker, and for a reader that lags far behind: nobody may rely on reading
   * them later. Readers that are alive and keep up get them like any others. Not together with `compacted`.
   */
  ephemeral?: boolean;
}

export type RecordHeaders = Readonly<Record<string, string>>;

export interface OutgoingRecord {
  topic: string;
  /** Decides the partition; records of one key keep their order. */
  key: string;
  /** `null` in a compacted topic: once they are past the retention, the key's records go, and this one too. */
  value: string | null;
  headers?: RecordHeaders;
  /** Overrules the key's partition: how a reply reaches the front that asked. */
  partition?: number;
}

/** Bytes of a record at most, key and headers included: what brokers take unless they are told otherwise. */
export const mostRecordBytes = 1_000_000;

/** A record that the log never takes, because of its size. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
}

/** What a record takes on the wire, rather more than less. Throws RecordTooLarge for one that is too large. */
export function sizeOfRecord({ topic, key, value, headers = {} }: OutgoingRecord): number {
  let bytes = 80 + Buffer.byteLength(key) + Buffer.byteLength(value ?? '');
  for (const name in headers) bytes += 10 + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? '');
  if (bytes <= mostRecordBytes) return bytes;
  throw new RecordTooLarge(
    `A record for ${topic} has ${bytes} bytes; at most ${mostRecordBytes} can be sent.`,
  );
}

export interface LogRecord {
  /** Place in the partition: grows, may have holes. */
  offset: bigint;
  key: string;
  /** Empty where it was `null`. */
  value: string;
  headers: RecordHeaders;
  /** Milliseconds since 1970 at which it was appended. */
  timestamp: number;
}

/** Records of one partition in offset order; never empty. */
export interface RecordBatch {
  topic: string;
  partition: number;
  records: readonly LogRecord[];
}

/** Where a reader without a committed offset starts; `since` is inclusive, in milliseconds since 1970. */
export type StartPosition = 'earliest' | 'latest' | { since: number };

export interface ReaderOptions {
  /**
   * Members of one group share the partitions: each partition is read by one member at a time.
   * Without a group the reader gets every partition, commits nothing and starts at `from` each time.
   */
  group?: string;
  topics: readonly string[];
  /** Default `earliest`. */
  from?: StartPosition;
  /** Most records in one batch; default 500. */
  maxBatch?: number;
  /**
   * Handles a batch. Batches of one partition come one after another; different partitions may run side by side.
   * When it resolves, the batch's offsets are committed; when it rejects, the batch comes again after a pause that grows to
   * a bound, for as long as it rejects. After a rebalance or a crash the same records may come again, here or elsewhere.
   */
  onBatch(batch: RecordBatch): Promise<void>;
  /** Told whenever a batch failed; the reader goes on by itself. */
  onError?(error: unknown): void;
}

export interface Reader extends AsyncDisposable {
  /** Partitions of a topic that this reader owns at the moment, ascending; may change at any rebalance. */
  assigned(topic: string): readonly number[];
  /** Resolves when the reader has its first assignment and would see a record that is appended from now on. */
  ready(): Promise<void>;
  /**
   * Resolves when everything that was in its topics at the time of the call has been handled, in the partitions that it owns
   * meanwhile: one that goes to another member is that member's to catch up with. Waits for `ready` first, and as long as
   * batches fail; rejects when the reader is stopped before.
   */
  caughtUp(): Promise<void>;
  /** Lets the batches at work finish, commits them and leaves the group. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The backbone: ordered, durable, partitioned records, read at least once.
 *
 * - Order: within a partition, readers see records in the order in which `append` accepted them.
 * - Durability: when `append` resolves, the records survive the death of this process (and, on a cluster, of any one broker);
 *   not so in ephemeral topics.
 * - Delivery: at least once to every group; never out of order within a partition.
 */
export interface EventLog extends AsyncDisposable {
  /** Creates the topics that do not exist; leaves existing ones. Rejects when partitions or replicas cannot be had. */
  createTopics(topics: readonly TopicSettings[]): Promise<void>;
  /** The partition that a key has in a topic. Throws a clear error for unknown topics; `append` and `read` reject with it. */
  partitionOf(topic: string, key: string): number;
  /**
   * Appends all or rejects; after a rejection some may have been appended. Calls keep the order in which they were made per
   * partition, also when the caller does not await one before the next. Headers are texts; the records are not copied, so they
   * must not be changed afterwards. A record that is too large rejects with RecordTooLarge, as often as it is tried.
   */
  append(records: readonly OutgoingRecord[]): Promise<void>;
  /** Starts to read. */
  read(options: ReaderOptions): Promise<Reader>;
  /** Records that the group has still to read, over all partitions of a topic: all that are kept, if it never committed. */
  lag(group: string, topic: string): Promise<number>;
}
