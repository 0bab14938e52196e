import { randomBytes } from 'node:crypto';
import type { ServiceName } from '../../../backend/starters.ts';
import { ServerProcess } from '../../support/chaos-server.ts';
import { type ElasticsearchNode, startElasticsearchNode } from '../elasticsearch/elasticsearch-node.ts';
import { KafkaCluster } from '../kafka/kafka-cluster.ts';
import { type MongoServer, startMongoServer } from '../mongo/mongo-server.ts';
import { type Ports, usualKafkaPort, usualPorts } from './ports.ts';

interface Engines {
  kafka: KafkaCluster;
  mongo: MongoServer;
  elasticsearch: ElasticsearchNode;
}

/** Every server as a process of its own, on three Kafka brokers, a MongoDB server and Elasticsearch. */
export class WholeMaru {
  readonly ports: Ports;
  readonly servers: readonly ServerProcess[];
  /** What a server, or `npm run doctor`, is given to find the engines. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #owned: AsyncDisposableStack;

  private constructor(
    ports: Ports,
    servers: readonly ServerProcess[],
    environment: Readonly<Record<string, string>>,
    owned: AsyncDisposableStack,
  ) {
    this.ports = ports;
    this.servers = servers;
    this.environment = environment;
    this.#owned = owned;
  }

  /** Resolves when every server is ready; on a failure everything that had started ends again. */
  static async start(ports: Ports): Promise<WholeMaru> {
    await using owned = new AsyncDisposableStack();
    // Every process that is to end with this one listens for its end.
    process.setMaxListeners(50);
    const environment = environmentOf(await startEngines(ports, owned));
    const run = async (service: ServiceName, health: keyof Ports, more: Record<string, string> = {}) => {
      const settings = { ...environment, MARU_HEALTH_PORT: String(ports[health]), ...more };
      return owned.use(await ServerProcess.start(service, settings));
    };
    const url = `http://127.0.0.1:${ports.front}`;
    const servers = await Promise.all([
      run('user', 'user health'),
      run('friend', 'friend health'),
      run('chat', 'chat 1 health'),
      run('chat', 'chat 2 health'),
      run('front', 'front health', { MARU_FRONT_PORT: String(ports.front) }),
      run('web', 'web health', { MARU_WEB_PORT: String(ports.web), MARU_PUBLIC_URL: url }),
      run('abuse-detector', 'abuse-detector health'),
      run('log-shipper', 'log-shipper health'),
    ]);
    return new WholeMaru(ports, servers, environment, owned.move());
  }

  /** Ends the servers in peace and then the engines; gives a line for each server that did not end well. */
  async stop(): Promise<string[]> {
    const running = this.servers.filter(({ isOver }) => !isOver);
    const fallen = this.servers
      .filter(({ isOver }) => isOver)
      .map(({ service }) => `${service} ended by itself`);
    const stopped = await Promise.all(
      running.map(async (server) => ({ server, code: (await server.stop()).code })),
    );
    await this.#owned.disposeAsync();
    const failed = stopped.filter(({ code }) => code !== 0);
    return [...fallen, ...failed.map(({ server, code }) => `${server.service} ended with ${code}`)];
  }
}

async function startEngines(ports: Ports, owned: AsyncDisposableStack): Promise<Engines> {
  const kafkaPort = ports.front === usualPorts.front ? { port: usualKafkaPort } : {};
  const [kafka, mongo, elasticsearch] = await Promise.all([
    KafkaCluster.start(kafkaPort).then((engine) => owned.use(engine)),
    startMongoServer(ports.MongoDB).then((engine) => owned.use(engine)),
    startElasticsearchNode(ports.Elasticsearch).then((engine) => owned.use(engine)),
  ]);
  return { kafka, mongo, elasticsearch };
}

const environmentOf = ({ kafka, mongo, elasticsearch }: Engines): Record<string, string> => ({
  MARU_EVENT_LOG: `${kafka.url}?replication=3&min-insync=2`,
  MARU_STORE: mongo.url,
  MARU_LOG_INDEX: elasticsearch.url,
  MARU_SECRET: randomBytes(32).toString('hex'),
  MARU_PARTITIONS: '4',
});
