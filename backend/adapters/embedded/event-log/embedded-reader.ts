import type { Reader, ReaderOptions } from '../../../ports/index.ts';
import type { ConsumerGroup, GroupMember } from './consumer-group.ts';
import type { Positions } from './group-offsets.ts';
import type { Partition } from './partition.ts';
import { PartitionCursor, type RetryPauses } from './partition-cursor.ts';

export interface EmbeddedReaderOptions {
  options: ReaderOptions;
  group: ConsumerGroup;
  positions: Positions;
  pauses: RetryPauses;
  /** Called once the last batch has ended; makes the committed offsets durable. */
  onStopped(): Promise<void>;
}

/** A member of a consumer group; without a group, the only member of one that remembers nothing. */
export class EmbeddedReader implements Reader, GroupMember {
  readonly topics: readonly string[];
  readonly #setup: EmbeddedReaderOptions;
  readonly #cursors = new Map<Partition, PartitionCursor>();
  readonly #assigned = new Map<string, readonly number[]>();
  readonly #joined: Promise<void>;
  #stopped: Promise<void> | undefined;

  constructor(setup: EmbeddedReaderOptions) {
    this.#setup = setup;
    this.topics = setup.options.topics;
    this.#joined = setup.group.join(this);
    // Whoever waits for `ready` is told; a failure must not end the process when nobody does.
    this.#joined.catch((error) => setup.options.onError?.(error));
  }

  assigned(topic: string): readonly number[] {
    return this.#assigned.get(topic) ?? [];
  }

  async ready(): Promise<void> {
    await this.#joined;
  }

  async caughtUp(): Promise<void> {
    await this.#joined;
    await Promise.all([...this.#cursors.values()].map((cursor) => cursor.caughtUp()));
    if (this.#stopped) throw new Error('The reader was stopped.');
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#setup.group.leave(this).then(() => this.#setup.onStopped());
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  take(partition: Partition): PartitionCursor {
    const { options, positions, pauses } = this.#setup;
    const cursor = new PartitionCursor({
      partition,
      position: this.#startOf(partition),
      reader: options,
      pauses,
      onHandled: (next) => positions.commit(partition.slot, next),
    });
    this.#cursors.set(partition, cursor);
    this.#assign(partition.topic);
    return cursor;
  }

  released(partition: Partition): void {
    this.#cursors.delete(partition);
    this.#assign(partition.topic);
  }

  #assign(topic: string): void {
    const own = [...this.#cursors.keys()].filter((partition) => partition.topic === topic);
    this.#assigned.set(
      topic,
      own.map(({ number }) => number).sort((a, b) => a - b),
    );
  }

  #startOf(partition: Partition): number {
    const { options, positions } = this.#setup;
    const committed = positions.get(partition.slot);
    if (committed !== undefined) return committed;
    const { from = 'earliest' } = options;
    if (from === 'earliest') return 0;
    const start = from === 'latest' ? partition.next : partition.offsetSince(from.since);
    // Once a group has begun, a restart before its first batch must not begin anew and skip what came meanwhile.
    positions.commit(partition.slot, start);
    return start;
  }
}
