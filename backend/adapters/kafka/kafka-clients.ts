import kafkajs, {
  type Admin,
  type Consumer,
  type Kafka,
  type PartitionAssigner,
  type Producer,
  type RequestTimeoutEvent,
  type SASLOptions,
} from 'kafkajs';
import type { KafkaSettings } from './kafka-options.ts';
import { Sockets } from './sockets.ts';

/**
 * Measured for the shortest pause when a broker dies (2.7–3.7 s instead of 12.8 s with kafkajs's defaults): a dead
 * connection is given up quickly and its successor looked for often.
 */
const quickRetry = { initialRetryTime: 50, multiplier: 1.5, maxRetryTime: 250 };

/** Milliseconds after which metadata is asked for anew, so that new leaders and partitions are found without an error too. */
const metadataAge = 3_000;

/**
 * Makes kafkajs clients, a separate one for every producer, reader and administrator: parts of one client share the offsets
 * of groups, and two members of one group would trample on each other's.
 */
export class KafkaClients implements Disposable {
  readonly settings: KafkaSettings;
  readonly #sockets = new Sockets();

  constructor(settings: KafkaSettings) {
    this.settings = settings;
  }

  /** An idempotent producer whose every record names its partition. */
  producer(): Producer {
    const producer = this.#client().producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: metadataAge,
      createPartitioner: () => (record) => record.message.partition ?? 0,
      // Few, because the lane that sends tries again itself, and can then be stopped.
      retry: { ...quickRetry, retries: 3 },
    });
    producer.on(producer.events.REQUEST_TIMEOUT, this.#suspect);
    return producer;
  }

  admin(): Admin {
    const admin = this.#client().admin({ retry: { ...quickRetry, retries: 3 } });
    admin.on(admin.events.REQUEST_TIMEOUT, this.#suspect);
    return admin;
  }

  consumer(groupId: string, assigner: PartitionAssigner): Consumer {
    const { sessionTimeout } = this.settings;
    const consumer = this.#client().consumer({
      groupId,
      partitionAssigners: [assigner],
      sessionTimeout,
      heartbeatInterval: Math.min(300, Math.floor(sessionTimeout / 10)),
      rebalanceTimeout: 1_500,
      maxWaitTimeInMs: 100,
      // Per partition and fetch; together with the cursors' limit it bounds what waits in memory.
      maxBytesPerPartition: 262_144,
      maxBytes: 4_194_304,
      metadataMaxAge: metadataAge,
      allowAutoTopicCreation: false,
      // With more, a consumer never looks up the coordinator that took over.
      retry: { ...quickRetry, retries: 3, restartOnFailure: async () => false },
    });
    consumer.on(consumer.events.REQUEST_TIMEOUT, this.#suspect);
    return consumer;
  }

  [Symbol.dispose](): void {
    this.#sockets.close();
  }

  #client(): Kafka {
    const { brokers, clientId, tls, sasl } = this.settings;
    return new kafkajs.Kafka({
      brokers: [...brokers],
      clientId,
      ssl: tls,
      ...(sasl ? { sasl: sasl as SASLOptions } : {}),
      connectionTimeout: 500,
      requestTimeout: 5_000,
      retry: quickRetry,
      socketFactory: this.#sockets.factory,
      // What matters of it reaches callers and readers as errors.
      logLevel: kafkajs.logLevel.NOTHING,
    });
  }

  readonly #suspect = ({ payload }: RequestTimeoutEvent): void => this.#sockets.suspect(payload.broker);
}
