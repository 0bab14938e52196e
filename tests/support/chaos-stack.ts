import type { ServiceName } from '../../backend/main.ts';
import {
  type ElasticsearchNode,
  startElasticsearchNode,
} from '../engines/elasticsearch/elasticsearch-node.ts';
import { KafkaCluster } from '../engines/kafka/kafka-cluster.ts';
import { type MongoServer, startMongoServer } from '../engines/mongo/mongo-server.ts';
import { ServerProcess } from './chaos-server.ts';

interface StackOptions {
  /** With Elasticsearch, for the log shipper. */
  logIndex?: boolean;
  environment?: Record<string, string>;
}

/** Every server as a process of its own, on Kafka with three brokers, MongoDB and, if need be, Elasticsearch. */
export class Stack implements AsyncDisposable {
  readonly kafka: KafkaCluster;
  readonly mongo: MongoServer;
  readonly #elasticsearch: ElasticsearchNode | undefined;
  readonly #environment: Record<string, string>;
  readonly #owned: AsyncDisposableStack;
  readonly servers: ServerProcess[] = [];

  private constructor(
    engines: { kafka: KafkaCluster; mongo: MongoServer; elasticsearch: ElasticsearchNode | undefined },
    environment: Record<string, string>,
    owned: AsyncDisposableStack,
  ) {
    this.kafka = engines.kafka;
    this.mongo = engines.mongo;
    this.#elasticsearch = engines.elasticsearch;
    this.#environment = environment;
    this.#owned = owned;
  }

  static async start({ logIndex = false, environment }: StackOptions = {}): Promise<Stack> {
    await using owned = new AsyncDisposableStack();
    // Every process that is to end with this one listens for its end.
    process.setMaxListeners(50);
    const [kafka, mongo, elasticsearch] = await Promise.all([
      KafkaCluster.start().then((engine) => owned.use(engine)),
      startMongoServer().then((engine) => owned.use(engine)),
      logIndex ? startElasticsearchNode().then((engine) => owned.use(engine)) : undefined,
    ]);
    const settings = {
      MARU_EVENT_LOG: `${kafka.url}?replication=3&min-insync=2&session-timeout=${sessionTimeout}`,
      MARU_STORE: mongo.url,
      ...(elasticsearch ? { MARU_LOG_INDEX: elasticsearch.url } : {}),
      MARU_SECRET: 'a secret that only the tests have',
      MARU_PARTITIONS: String(partitions),
      MARU_FRONT_PORT: '0',
      MARU_HEALTH_PORT: '0',
      MARU_REQUEST_TIMEOUT: '5000',
      ...environment,
    };
    return new Stack({ kafka, mongo, elasticsearch }, settings, owned.move());
  }

  get elasticsearch(): ElasticsearchNode {
    if (!this.#elasticsearch) throw new Error('This stack has no Elasticsearch.');
    return this.#elasticsearch;
  }

  /** Starts one more server, with settings of its own if need be. */
  async run(service: ServiceName, environment: Record<string, string> = {}): Promise<ServerProcess> {
    const settings = { ...this.#environment, ...environment };
    const server = this.#owned.use(await ServerProcess.start(service, settings));
    this.servers.push(server);
    return server;
  }

  /** Starts many at the same time, in no order, as compose does. */
  async runAll(services: readonly ServiceName[]): Promise<void> {
    await Promise.all(services.map((service) => this.run(service)));
  }

  /** The one server of this kind that runs. */
  the(service: ServiceName): ServerProcess {
    const found = this.all(service)[0];
    if (!found) throw new Error(`No ${service} server runs.`);
    return found;
  }

  all(service: ServiceName): ServerProcess[] {
    return this.servers.filter((server) => server.service === service && !server.isOver);
  }

  /** Addresses of the fronts that run. */
  get fronts(): string[] {
    return this.all('front').map(({ url }) => url);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#owned.disposeAsync();
  }
}

export const partitions = 4;
/** Milliseconds until the broker gives the partitions of a silent consumer to others. */
export const sessionTimeout = 3_000;
