import type { ServiceName } from '../../backend/starters.ts';
import {
  type ElasticsearchNode,
  startElasticsearchNode,
} from '../engines/elasticsearch/elasticsearch-node.ts';
import { KafkaCluster } from '../engines/kafka/kafka-cluster.ts';
import { type MongoServer, startMongoServer } from '../engines/mongo/mongo-server.ts';
import { longPatience } from './chaos-patience.ts';
import { ServerProcess } from './chaos-server.ts';
import { endsOf } from './chaos-topic-ends.ts';
import { until } from './maru-wait.ts';

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
  servers: ServerProcess[] = [];

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
      MARU_RATE_LIMITS: '0',
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

  /**
   * Mends whatever was stopped, frozen or killed, and makes exactly these servers run; resolves when all are ready and every
   * replica is in sync.
   */
  async restore(services: readonly ServiceName[]): Promise<void> {
    this.mongo.resume();
    this.#elasticsearch?.resume();
    await Promise.all([this.kafka.heal(), this.#elasticsearch?.boot()]);
    this.servers = this.servers.filter(({ isOver }) => !isOver);
    const kept = services.flatMap((service) => this.#take(service) ?? []);
    // What is left is too much.
    await Promise.all(this.servers.map((server) => server.kill()));
    this.servers = kept;
    await this.runAll(missingFrom(services, kept));
    await until('all servers to be ready', () => this.#isReady(), longPatience);
  }

  #take(service: ServiceName): ServerProcess | undefined {
    const found = this.servers.find((server) => server.service === service);
    found?.resume();
    this.servers = this.servers.filter((server) => server !== found);
    return found;
  }

  async #isReady(): Promise<boolean> {
    const statuses = this.servers.map(
      async (server) => (await server.ask('/readyz').catch(() => undefined))?.status,
    );
    return (await Promise.all(statuses)).every((status) => status === 200);
  }

  /** Records in all dead-letter topics. */
  async deadLetters(): Promise<number> {
    const ends = await endsOf(this.kafka, (topic) => topic.endsWith('-dlt'));
    return ends.reduce((sum, { end }) => sum + end, 0);
  }

  /** What the running servers count under a metric's name, added up over its labels. */
  async count(metric: string): Promise<number> {
    const texts = await Promise.all(
      this.servers.filter(({ isOver }) => !isOver).map(async (server) => (await server.ask('/metrics')).text),
    );
    const values = texts.flatMap((text) => [
      ...text.matchAll(new RegExp(`^${metric}(?:\\{.*\\})? (\\d+)$`, 'gm')),
    ]);
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
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

function missingFrom(services: readonly ServiceName[], running: readonly ServerProcess[]): ServiceName[] {
  const left = running.map(({ service }) => service);
  return services.filter((service) => {
    const at = left.indexOf(service);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
