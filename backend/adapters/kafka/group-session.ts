import type { Batch, Consumer, EachBatchPayload, Offsets } from 'kafkajs';
import { copartitionAssigner } from './copartition-assigner.ts';
import type { KafkaClients } from './kafka-clients.ts';
import type { Position } from './offset-commits.ts';
import type { FetchedBatch } from './record-queue.ts';
import type { Assignment } from './start-positions.ts';
import { within } from './within.ts';

/** Milliseconds without any sign of life after which a session counts as dead. */
const mostSilence = 15_000;
/**
 * Milliseconds that joining may take, waiting for the other members included. kafkajs goes on fetching for ever after a join
 * that failed, but is no member any more.
 */
const mostJoining = 6_000;
/** Milliseconds that leaving may take when the brokers are not well. */
const leavingTime = 5_000;

/** Who reads in a session. */
export interface SessionReader {
  /** Partition numbers that it has now. */
  owned(): readonly number[];
  /** Awaited before every join: the last chance to commit for the partitions that may go. */
  beforeJoin(): Promise<void>;
  joined(assignment: Assignment): void;
  /** Whether the batch was taken; otherwise it is fetched again. */
  received(batch: FetchedBatch): boolean;
  /** There was nothing to read up to an offset: compaction leaves such places. */
  skipped(position: Position): void;
}

export interface SessionOptions {
  clients: KafkaClients;
  groupId: string;
  topics: readonly string[];
  reader: SessionReader;
}

/** One life of a kafkajs consumer. kafkajs gives up when a cluster is away for long; whoever made the session makes another. */
export class GroupSession {
  /** Resolves with the reason when the session has died of itself. */
  readonly died: Promise<unknown>;
  readonly #options: SessionOptions;
  readonly #consumer: Consumer;
  readonly #watchdog: NodeJS.Timeout;
  readonly #resolveDied: (reason: unknown) => void;
  #started: Promise<void> = Promise.resolve();
  #commit: EachBatchPayload['commitOffsetsIfNecessary'] | undefined;
  #lastSign = performance.now();
  #joiningSince: number | undefined;
  #isOver = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { clients, groupId, reader } = options;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.died = promise;
    this.#resolveDied = resolve;
    this.#consumer = clients.consumer(
      groupId,
      copartitionAssigner({
        owned: () => reader.owned(),
        beforeJoin: () => this.#beforeJoin(),
        joinFailed: (error) => this.#die(error),
      }),
    );
    this.#listen();
    this.#watchdog = setInterval(() => this.#watch(), 1_000).unref();
  }

  start(): void {
    this.#started = this.#run().catch(this.#die);
  }

  pause(assignment: Assignment): void {
    this.#consumer.pause(selectionOf(assignment));
  }

  resume(assignment: Assignment): void {
    this.#consumer.resume(selectionOf(assignment));
  }

  /** Goes on fetching at an offset. */
  seek({ topic, partition, next }: Position): void {
    this.#consumer.seek({ topic, partition, offset: String(next) });
  }

  async commit(positions: readonly Position[]): Promise<void> {
    // kafkajs's other way to commit tries again even after a rebalance, for partitions that may be another's by then.
    if (this.#commit) await this.#commit(offsetsOf(positions));
    else
      await this.#consumer.commitOffsets(
        positions.map(({ next, ...place }) => ({ ...place, offset: `${next}` })),
      );
  }

  /** Leaves the group and disconnects. */
  async stop(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#watchdog);
    // Leaving works only once it has joined.
    await within(
      leavingTime,
      this.#started.then(() => this.#disconnect()),
    );
  }

  async #run(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.#options.topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => this.#receive(payload),
    });
  }

  #receive({ batch, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload): void {
    if (this.#isOver) return;
    this.#commit = commitOffsetsIfNecessary;
    if (this.#options.reader.received(fetchedOf(batch))) resolveOffset(batch.lastOffset());
  }

  #listen(): void {
    const consumer = this.#consumer;
    const { CRASH, FETCH, GROUP_JOIN, HEARTBEAT, START_BATCH_PROCESS } = consumer.events;
    const sign = (): void => {
      this.#lastSign = performance.now();
    };
    consumer.on(FETCH, sign);
    consumer.on(HEARTBEAT, sign);
    consumer.on(CRASH, ({ payload }) => this.#die(payload.error));
    consumer.on(GROUP_JOIN, ({ payload }) => {
      sign();
      this.#joiningSince = undefined;
      if (!this.#isOver) this.#options.reader.joined(payload.memberAssignment);
    });
    consumer.on(START_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      if (batchSize > 0 || this.#isOver) return;
      this.#options.reader.skipped({ topic, partition, next: BigInt(lastOffset) + 1n });
    });
  }

  async #beforeJoin(): Promise<void> {
    this.#joiningSince ??= performance.now();
    if (!this.#isOver) await this.#options.reader.beforeJoin();
  }

  #watch(): void {
    const now = performance.now();
    const isSilent = now - this.#lastSign > mostSilence;
    const isOutside = now - (this.#joiningSince ?? now) > mostJoining;
    if (isSilent || isOutside) this.#die(new Error('no answer for a long time'));
  }

  readonly #die = (reason: unknown): void => {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#watchdog);
    void this.#disconnect();
    this.#resolveDied(reason);
  };

  async #disconnect(): Promise<void> {
    await this.#consumer.disconnect().catch(() => {});
  }
}

const selectionOf = (assignment: Assignment): { topic: string; partitions: number[] }[] =>
  Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions: [...partitions] }));

/** `fetchedOffset` is not among kafkajs's types, but tells a gap from the holes that compaction leaves. */
function fetchedOf(batch: Batch): FetchedBatch {
  const { topic, partition, messages } = batch;
  const from = BigInt((batch as Batch & { fetchedOffset: string }).fetchedOffset);
  return { topic, partition, messages, from, next: BigInt(batch.lastOffset()) + 1n };
}

function offsetsOf(positions: readonly Position[]): Offsets {
  const byTopic = Map.groupBy(positions, ({ topic }) => topic);
  const topics = [...byTopic].map(([topic, own]) => ({
    topic,
    partitions: own.map(({ partition, next }) => ({ partition, offset: String(next) })),
  }));
  return { topics };
}
