import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import type { GroupOffsets } from './group-offsets.ts';
import type { Partition } from './partition.ts';
import type { TopicCatalog } from './topic-catalog.ts';

/** Records looked at in one go: about a millisecond, so that messages in the meantime do not wait. */
const slice = 200;

/** As long as Kafka keeps the offsets of a group that is gone. */
const offsetRetention = 7 * 24 * 60 * 60 * 1000;

export interface RetentionSweepOptions {
  database: EmbeddedDatabase;
  catalog: TopicCatalog;
  offsets: GroupOffsets;
  clock: Clock;
  /** Milliseconds between two sweeps. */
  interval: number;
  groupInUse(group: string): boolean;
}

/** Drops what is past its retention, a slice at a time. */
export class RetentionSweep {
  readonly #options: RetentionSweepOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: RetentionSweepOptions) {
    this.#options = options;
    this.#schedule();
  }

  /** One pass over everything; joins the pass that is at work, if one is. */
  run(): Promise<void> {
    this.#running ??= this.#pass().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Resolves when the slice at work is done and no other will begin. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running?.catch(() => {});
  }

  #schedule(): void {
    // What one sweep could not drop (a full disk), the next one will.
    const sweep = () =>
      this.run()
        .catch(() => {})
        .finally(() => !this.#stopped && this.#schedule());
    this.#timer = setTimeout(sweep, this.#options.interval).unref();
  }

  async #pass(): Promise<void> {
    const { catalog, clock, database, offsets, groupInUse } = this.#options;
    for (const { partitions, retention } of [...catalog]) {
      for (const partition of partitions) await this.#dropOlder(partition, clock.now() - retention);
    }
    if (this.#stopped) return;
    await database.write(() => offsets.forget(clock.now() - offsetRetention, groupInUse));
  }

  async #dropOlder(partition: Partition, before: number): Promise<void> {
    let from: number | undefined = partition.hasOlder(before) ? 0 : undefined;
    while (from !== undefined && !this.#stopped) {
      const start: number = from;
      from = await this.#options.database.write(() => partition.dropOlder(before, start, slice));
      await nextTurn();
    }
  }
}
