import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from 'kafkajs';
import { isRefusal, isTooLarge } from './kafka-errors.ts';
import { fitsWith, type Parcel } from './parcels.ts';
import type { ProducerSource } from './producer-source.ts';

/** A parcel whose sender waits for it. */
export interface WaitingParcel extends Parcel {
  /** performance.now() at which its sender gives up. */
  deadline: number;
  /** Settles what the sender waits for; only the first time counts. */
  done(error?: unknown): void;
}

export interface SendLaneOptions {
  topic: string;
  producers: ProducerSource;
  /** Aborted when the log closes. */
  closing: AbortSignal;
}

/**
 * Sends to one partition, one request at a time: what waits meanwhile goes together in the next one. A request that failed
 * is repeated with the same records until it is acknowledged, because it may have been carried out, and only the same
 * records again make the brokers recognise it. That is what keeps kafkajs from losing, doubling or reordering records when a
 * leader dies (measured: concurrent sends and sends over several partitions did all three).
 */
export class SendLane {
  readonly #options: SendLaneOptions;
  #waiting: WaitingParcel[] = [];
  #underWay: WaitingParcel[] = [];
  /** Why the batch under way is not through yet. */
  #failure: unknown;

  constructor(options: SendLaneOptions) {
    this.#options = options;
  }

  push(parcel: WaitingParcel): void {
    this.#waiting.push(parcel);
    if (this.#underWay.length === 0) void this.#sendAll();
  }

  /** Tells callers whose time is up. What was not sent yet never will be; what is under way is repeated nevertheless. */
  expire(now: number): void {
    const isLate = ({ deadline }: WaitingParcel): boolean => deadline < now;
    const late = [...this.#underWay, ...this.#waiting].filter(isLate);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter((parcel) => !isLate(parcel));
    for (const parcel of late) parcel.done(this.#failure ?? new Error('no acknowledgement in time'));
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      this.#underWay = this.#take();
      if (this.#underWay.length === 0) return;
      await this.#deliver(this.#underWay);
    }
  }

  /** Parcels that are too large together go apart: those of one sender must not be another's fault. */
  async #deliver(parcels: readonly WaitingParcel[]): Promise<void> {
    const messages = parcels.flatMap((parcel) => parcel.messages);
    const error = await (parcels.length > 1 ? this.#send(messages) : this.#sendApart(messages)).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (parcels.length > 1 && isTooLarge(error)) for (const parcel of parcels) await this.#deliver([parcel]);
    else for (const parcel of parcels) parcel.done(error);
  }

  /** In halves, where the brokers take less at once than a parcel may have. */
  async #sendApart(messages: Message[]): Promise<void> {
    try {
      await this.#send(messages);
    } catch (error) {
      if (messages.length === 1 || !isTooLarge(error)) throw error;
      const middle = Math.ceil(messages.length / 2);
      await this.#sendApart(messages.slice(0, middle));
      await this.#sendApart(messages.slice(middle));
    }
  }

  #take(): WaitingParcel[] {
    let bytes = 0;
    let messages = 0;
    const tooMany = this.#waiting.findIndex((parcel, at) => {
      bytes += parcel.bytes;
      messages += parcel.messages.length;
      return at > 0 && !fitsWith(bytes, messages);
    });
    return this.#waiting.splice(0, tooMany === -1 ? this.#waiting.length : tooMany);
  }

  async #send(messages: Message[]): Promise<void> {
    const { topic, producers, closing } = this.#options;
    let producer = producers.current;
    this.#failure = undefined;
    for (let failures = 0; ; failures++) {
      try {
        return await producer.send(topic, messages);
      } catch (error) {
        if (isRefusal(error) || closing.aborted) throw error;
        this.#failure = error;
        producer = producers.after(error, producer);
      }
      await wait(Math.min(20 * 2 ** failures, 250));
    }
  }
}
