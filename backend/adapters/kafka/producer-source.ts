import type { Message, Producer } from 'kafkajs';
import type { KafkaClients } from './kafka-clients.ts';
import { kafkaErrorType } from './kafka-errors.ts';

/** An idempotent producer that connects when it is first used. */
export class SharedProducer {
  readonly #producer: Producer;
  #connected: Promise<void> | undefined;

  constructor(producer: Producer) {
    this.#producer = producer;
  }

  async send(topic: string, messages: Message[]): Promise<void> {
    await this.#connect();
    await this.#producer.send({ topic, messages, acks: -1, timeout: 5_000 });
  }

  async close(): Promise<void> {
    await this.#producer.disconnect().catch(() => {});
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#producer.connect().catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}

/** The brokers and the producer no longer agree on which record comes next: only a new producer gets on. */
const outOfStep = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
]);

/** The producer of this process, and its successor when the brokers lost track of it. */
export class ProducerSource {
  readonly #clients: KafkaClients;
  #current: SharedProducer | undefined;
  /** Other lanes may still have to repeat a batch on these. */
  readonly #retired: SharedProducer[] = [];

  constructor(clients: KafkaClients) {
    this.#clients = clients;
  }

  /** The producer for a new batch. */
  get current(): SharedProducer {
    this.#current ??= new SharedProducer(this.#clients.producer());
    return this.#current;
  }

  /** The producer with which a batch that failed has to be tried again. */
  after(error: unknown, producer: SharedProducer): SharedProducer {
    if (!outOfStep.has(kafkaErrorType(error) ?? '')) return producer;
    if (this.#current === producer) {
      this.#retired.push(producer);
      this.#current = undefined;
    }
    return this.current;
  }

  async close(): Promise<void> {
    const all = [...this.#retired, ...(this.#current ? [this.#current] : [])];
    await Promise.all(all.map((producer) => producer.close()));
  }
}
