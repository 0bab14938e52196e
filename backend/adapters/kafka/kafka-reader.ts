import { setTimeout as wait } from 'node:timers/promises';
import type { Reader, ReaderOptions } from '../../ports/index.ts';
import type { Engine } from './engine.ts';
import { GroupSession, type SessionReader } from './group-session.ts';
import type { KafkaClients } from './kafka-clients.ts';
import { isRefusal } from './kafka-errors.ts';
import type { Position } from './offset-commits.ts';
import type { ReaderMemory } from './reader-memory.ts';
import type { FetchedBatch } from './record-queue.ts';
import { type Assignment, endsOf } from './start-positions.ts';
import { type BatchesAtWork, Tenure } from './tenure.ts';
import { within } from './within.ts';

/**
 * Milliseconds that batches at work have to end when the group shares its partitions out anew. Together with the time
 * until the rebalance is noticed (a heartbeat and a fetch) it stays below the rebalance timeout of 1.5 s.
 */
const drainTime = 800;
/** Milliseconds that the last commit may take when the brokers are not well. */
const lastCommitTime = 5_000;
/** Milliseconds between looks whether a reader has caught up. */
const catchingUpPause = 20;

export interface KafkaReaderOptions {
  engine: Engine;
  clients: KafkaClients;
  groupId: string;
  memory: ReaderMemory;
  reader: ReaderOptions;
  onStopped(): Promise<void>;
}

/** A member of a consumer group, through rebalances and lost connections. */
export class KafkaReader implements Reader, SessionReader {
  readonly #options: KafkaReaderOptions;
  readonly #opened = Promise.withResolvers<void>();
  readonly #refused = Promise.withResolvers<never>();
  readonly #stopping = Promise.withResolvers<void>();
  #isStopping = false;
  #stopped: Promise<void> | undefined;
  #session: GroupSession | undefined;
  #tenure: Tenure | undefined;
  #assignment: Assignment = {};
  #deaths = 0;

  constructor(options: KafkaReaderOptions) {
    this.#options = options;
    // Only whoever waits for `ready` is concerned.
    this.#refused.promise.catch(() => {});
    void this.#keepReading();
  }

  assigned(topic: string): readonly number[] {
    return this.#assignment[topic] ?? [];
  }

  async ready(): Promise<void> {
    const { engine } = this.#options;
    const settled = Promise.race([this.#opened.promise, this.#refused.promise, this.#stopping.promise]);
    if (!(await within(engine.settings.unavailableAfter, settled)))
      throw engine.errorOf(new Error('the group cannot be joined'));
    if (this.#isStopping) throw new Error('The reader was stopped.');
  }

  async caughtUp(): Promise<void> {
    await this.ready();
    const { engine, reader } = this.#options;
    const ends = await endsOf(engine, reader.topics);
    // Rebalances and lost connections change the tenure meanwhile, so it is looked at rather than listened to.
    while (!this.#isStopping && !this.#tenure?.hasHandled(ends)) await wait(catchingUpPause);
    if (this.#isStopping) throw new Error('The reader was stopped.');
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  owned(): readonly number[] {
    return [...new Set(Object.values(this.#assignment).flat())];
  }

  async beforeJoin(): Promise<void> {
    const tenure = this.#tenure;
    if (!tenure || tenure.isOver) return;
    await within(
      drainTime,
      tenure.drain().then(() => tenure.flush()),
    );
    tenure.end();
  }

  joined(assignment: Assignment): void {
    if (this.#isStopping || !this.#session) return;
    this.#assignment = common(this.#assignment, assignment);
    const { engine, memory, reader } = this.#options;
    const before: BatchesAtWork = this.#tenure?.atWork ?? new Map();
    // kafkajs may join twice in a row, the second time without asking before.
    this.#tenure?.end();
    this.#tenure = new Tenure({ engine, session: this.#session, assignment, reader, memory, before });
    void this.#open(this.#tenure);
  }

  received(batch: FetchedBatch): boolean {
    return this.#tenure?.receive(batch) ?? false;
  }

  skipped(position: Position): void {
    this.#tenure?.skip(position);
  }

  async #open(tenure: Tenure): Promise<void> {
    try {
      await tenure.open();
    } catch (error) {
      if (tenure.isOver) return;
      this.#options.reader.onError?.(error);
      await wait(100);
      return this.#open(tenure);
    }
    if (tenure.isOver) return;
    this.#deaths = 0;
    this.#assignment = tenure.assignment;
    this.#opened.resolve();
  }

  async #keepReading(): Promise<void> {
    const { clients, groupId, engine, reader } = this.#options;
    while (!this.#isStopping) {
      const session = new GroupSession({ clients, groupId, topics: reader.topics, reader: this });
      this.#session = session;
      session.start();
      const reason = await Promise.race([session.died, this.#stopping.promise]);
      if (this.#isStopping) return;
      this.#lose();
      if (isRefusal(reason)) this.#refused.reject(engine.errorOf(reason));
      // One broken connection is part of life; when the next one breaks too, somebody should hear of it.
      if (this.#deaths > 0) reader.onError?.(engine.errorOf(reason));
      await Promise.race([wait(Math.min(50 * 2 ** this.#deaths++, 1_000)), this.#stopping.promise]);
    }
  }

  #lose(): void {
    this.#tenure?.end();
    this.#assignment = {};
  }

  async #stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopping.resolve();
    await this.#tenure?.drain();
    if (this.#tenure) await within(lastCommitTime, this.#tenure.flush());
    this.#lose();
    await this.#session?.stop();
    await this.#options.onStopped();
  }
}

/** What is in both: until it knows where to start, a reader goes on to own what it had and keeps. */
function common(before: Assignment, now: Assignment): Assignment {
  const kept = Object.entries(now).map(([topic, partitions]) => {
    const had = before[topic] ?? [];
    return [topic, partitions.filter((partition) => had.includes(partition))] as const;
  });
  return Object.fromEntries(kept);
}
