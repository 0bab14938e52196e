import type { KafkaClients } from './kafka-clients.ts';
import { engineError } from './kafka-errors.ts';
import { type Parcel, type PlacedRecord, parcelsOf } from './parcels.ts';
import { ProducerSource } from './producer-source.ts';
import { SendLane } from './send-lane.ts';
import { within } from './within.ts';

/** What may wait for brokers that are away, over all lanes. */
const mostWaitingBytes = 64_000_000;
const expiryInterval = 250;
/** Milliseconds in which a log that closes still tries to get its last records out. */
const closingTime = 5_000;

/**
 * Lanes take turns on these, each always on the same. kafkajs sends a producer's requests to one broker one by one, so with a
 * single producer every lane would wait for all others (measured: four append two to three times as much).
 */
const producerCount = 4;

/** Appends records through one lane per partition. */
export class AppendLanes implements AsyncDisposable {
  readonly #clients: KafkaClients;
  readonly #producers: readonly ProducerSource[];
  readonly #lanes = new Map<string, SendLane>();
  readonly #closing = new AbortController();
  readonly #expiry: NodeJS.Timeout;
  readonly #underWay = new Set<Promise<unknown>>();
  #waitingBytes = 0;

  constructor(clients: KafkaClients) {
    this.#clients = clients;
    this.#producers = Array.from({ length: producerCount }, () => new ProducerSource(clients));
    this.#expiry = setInterval(() => this.#expire(performance.now()), expiryInterval).unref();
  }

  /** Resolves when every replica in sync has all of the records. */
  async append(records: readonly PlacedRecord[]): Promise<void> {
    const parcels = parcelsOf(records, this.#clients.settings.clock.now());
    const bytes = parcels.reduce((sum, parcel) => sum + parcel.bytes, 0);
    if (this.#closing.signal.aborted) throw this.#away('this log is closed');
    if (this.#waitingBytes + bytes > mostWaitingBytes)
      throw this.#away('too many records wait for it already');
    this.#waitingBytes += bytes;
    const sent = Promise.all(parcels.map((parcel) => this.#send(parcel)));
    this.#underWay.add(sent);
    try {
      await sent;
    } catch (error) {
      throw engineError(error, this.#clients.settings.brokers);
    } finally {
      this.#underWay.delete(sent);
      this.#waitingBytes -= bytes;
    }
  }

  /** Gives what is under way a few seconds, then lets go of it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await within(closingTime, Promise.allSettled(this.#underWay));
    this.#closing.abort();
    clearInterval(this.#expiry);
    this.#expire(Number.POSITIVE_INFINITY);
    await Promise.all(this.#producers.map((producers) => producers.close()));
  }

  #send(parcel: Parcel): Promise<void> {
    const deadline = performance.now() + this.#clients.settings.unavailableAfter;
    return new Promise((resolve, reject) => {
      const done = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
      this.#lane(parcel).push({ ...parcel, deadline, done });
    });
  }

  #lane({ topic, partition }: Parcel): SendLane {
    const name = `${topic}/${partition}`;
    const lane = this.#lanes.get(name) ?? this.#newLane(topic);
    this.#lanes.set(name, lane);
    return lane;
  }

  #newLane(topic: string): SendLane {
    const producers = this.#producers[this.#lanes.size % producerCount] as ProducerSource;
    return new SendLane({ topic, producers, closing: this.#closing.signal });
  }

  #expire(now: number): void {
    for (const lane of this.#lanes.values()) lane.expire(now);
  }

  #away(reason: string): Error {
    return engineError(new Error(reason), this.#clients.settings.brokers);
  }
}
