import type { ReaderOptions } from '../../ports/index.ts';
import type { Engine } from './engine.ts';
import type { GroupSession } from './group-session.ts';
import { OffsetCommits, type Position } from './offset-commits.ts';
import { PartitionCursor } from './partition-cursor.ts';
import type { ReaderMemory } from './reader-memory.ts';
import type { FetchedBatch } from './record-queue.ts';
import { type Assignment, firstOffset, type Start, startsOf } from './start-positions.ts';

/** Batches that were at work when an earlier tenure ended, by partition. */
export type BatchesAtWork = ReadonlyMap<string, Promise<void>>;

export interface TenureOptions {
  engine: Engine;
  session: GroupSession;
  assignment: Assignment;
  reader: ReaderOptions;
  memory: ReaderMemory;
  before: BatchesAtWork;
}

/** From one rebalance to the next: the partitions that a reader has meanwhile, and how far it comes in them. */
export class Tenure {
  readonly assignment: Assignment;
  readonly #options: TenureOptions;
  readonly #cursors = new Map<string, PartitionCursor>();
  readonly #commits: OffsetCommits;
  readonly #realigning = new Set<string>();
  #isOver = false;

  constructor(options: TenureOptions) {
    this.assignment = options.assignment;
    this.#options = options;
    const { memory, session } = options;
    this.#commits = new OffsetCommits((positions) => memory.remember(positions, session), memory.pause);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get atWork(): BatchesAtWork {
    const own = [...this.#cursors].flatMap(([place, { working }]) =>
      working ? [[place, working] as const] : [],
    );
    return new Map([...this.#options.before, ...own]);
  }

  /** Finds out where to start and starts; afterwards every record from there on will be seen. */
  async open(): Promise<void> {
    const { engine, session, assignment, reader, memory } = this.#options;
    const { from = 'earliest' } = reader;
    session.pause(assignment);
    const known = await memory.known(Object.keys(assignment));
    const starts = await startsOf(engine, assignment, known, from);
    const begun = starts.filter(({ isNew }) => isNew);
    // Once a group has begun, a restart before its first batch must not begin anew and skip what came meanwhile.
    if (from !== 'earliest' && begun.length > 0 && !this.#isOver) await memory.remember(begun, session);
    if (this.#isOver) return;
    for (const start of starts) this.#begin(start);
    session.resume(assignment);
  }

  /** Whether the batch was taken. */
  receive(batch: FetchedBatch): boolean {
    const cursor = this.#cursors.get(placeOf(batch));
    if (!cursor) return false;
    const isTaken = cursor.receive(batch);
    if (!isTaken) void this.#realign(batch, cursor);
    return isTaken;
  }

  skip(position: Position): void {
    this.#cursors.get(placeOf(position))?.queue.skipTo(position.next);
  }

  /** Whether everything before these positions is handled, as far as the partitions are its own. */
  hasHandled(ends: readonly Position[]): boolean {
    if (this.#isOver) return false;
    const own = ends.filter(({ topic, partition }) => this.assignment[topic]?.includes(partition));
    return own.every((end) => (this.#cursors.get(placeOf(end))?.handledUntil ?? -1n) >= end.next);
  }

  /** No batch begins any more; resolves when those at work have ended. */
  async drain(): Promise<void> {
    await Promise.all([...this.#cursors.values()].map((cursor) => cursor.drain()));
  }

  /** Resolves when all that was handled is committed. */
  async flush(): Promise<void> {
    await this.#commits.flush();
  }

  /** What happens from now on is not counted: the partitions may be another's. */
  end(): void {
    this.#isOver = true;
    for (const cursor of this.#cursors.values()) cursor.stop();
    this.#commits.close();
  }

  #begin({ topic, partition, next: start }: Start): void {
    const { engine, session, reader, before } = this.#options;
    const place = placeOf({ topic, partition });
    const only = { [topic]: [partition] };
    const cursor = new PartitionCursor({
      topic,
      partition,
      start,
      reader,
      after: before.get(place),
      pauses: engine.settings.retryPauses,
      flow: { pause: () => session.pause(only), resume: () => session.resume(only) },
      onHandled: (next) => this.#commits.handled({ topic, partition, next }),
    });
    this.#cursors.set(place, cursor);
    session.seek({ topic, partition, next: start });
  }

  /** Fetching is somewhere else than the cursor: goes back to it, or on to the first record that is still there. */
  async #realign({ topic, partition }: FetchedBatch, { queue }: PartitionCursor): Promise<void> {
    const place = placeOf({ topic, partition });
    if (this.#realigning.has(place)) return;
    this.#realigning.add(place);
    try {
      const first = await firstOffset(this.#options.engine, topic, partition);
      if (first > queue.next) queue.skipTo(first);
      if (!this.#isOver) this.#options.session.seek({ topic, partition, next: queue.next });
    } catch {
      // The engine is away; the next fetch shows whether this is still needed.
    } finally {
      this.#realigning.delete(place);
    }
  }
}

const placeOf = ({ topic, partition }: { topic: string; partition: number }): string =>
  `${topic}/${partition}`;
