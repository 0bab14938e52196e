import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin, type KafkaConfig } from 'kafkajs';
import { KafkaBroker } from './kafka-broker.ts';
import { installKafka } from './kafka-installation.ts';
import { portsFrom } from './kafka-ports.ts';
import { KafkaSecurity } from './kafka-security.ts';

export interface ClusterOptions {
  /** Brokers; default 3. */
  size?: number;
  /** The first broker's port, the others follow; default: ports that are free. */
  port?: number;
  /** Encrypted, and with a login only. */
  secured?: boolean;
}

/** Milliseconds for replicas to be in sync after a broker is back. */
const settlingTime = 90_000;

/** Real Kafka brokers on loopback, without Docker. `await using` ends them and removes their data. */
export class KafkaCluster implements AsyncDisposable {
  /** `127.0.0.1:port` of every broker. */
  readonly brokers: readonly string[];
  readonly #brokers: readonly KafkaBroker[];
  /** Of a secured cluster: what its clients need. */
  readonly security: KafkaSecurity | undefined;
  readonly #directory: string;
  readonly #killOnExit = (): void => {
    for (const broker of this.#brokers) broker.signal('SIGKILL');
  };

  private constructor(
    ports: readonly number[],
    jars: string,
    directory: string,
    security: KafkaSecurity | undefined,
  ) {
    this.brokers = ports.map((port) => `127.0.0.1:${port}`);
    this.#brokers = ports.map((_, at) => new KafkaBroker({ id: at + 1, ports, jars, directory, security }));
    this.security = security;
    this.#directory = directory;
    process.on('exit', this.#killOnExit);
  }

  /** Installs Kafka if need be and starts the brokers; rejects when that is impossible. */
  static async start({ size = 3, port, secured }: ClusterOptions = {}): Promise<KafkaCluster> {
    const jars = await installKafka();
    const ports = await portsFrom(port, size);
    const directory = await mkdtemp(join(tmpdir(), 'maru-kafka-'));
    const security = secured ? await KafkaSecurity.make(directory) : undefined;
    const cluster = new KafkaCluster(ports, jars, directory, security);
    try {
      await Promise.all(cluster.#brokers.map((broker) => broker.prepare()));
      for (const broker of cluster.#brokers) broker.boot();
      await Promise.all(cluster.#brokers.map((broker) => broker.ready()));
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** `kafka://…` as Maru's configuration names the cluster. */
  get url(): string {
    return `kafka://${this.brokers.join(',')}`;
  }

  get pids(): readonly number[] {
    return this.#brokers.flatMap(({ pid }) => pid ?? []);
  }

  /** Ends a broker with kill -9. */
  async killBroker(id: number): Promise<void> {
    await this.#broker(id).kill();
  }

  /** Starts a killed broker on the data that it left. */
  async bootBroker(id: number): Promise<void> {
    this.#broker(id).boot();
    await this.#broker(id).ready();
  }

  /** Starts every broker that was killed, lets go on what was frozen, and waits until all replicas are in sync again. */
  async heal(): Promise<void> {
    for (const broker of this.#brokers) broker.signal('SIGCONT');
    await Promise.all(
      this.#brokers.filter(({ isRunning }) => !isRunning).map(({ id }) => this.bootBroker(id)),
    );
    await this.settled();
  }

  /** Resolves when every partition has all its replicas in sync and is led by the first of them. */
  async settled(): Promise<void> {
    const deadline = Date.now() + settlingTime;
    for (;;) {
      const unsettled = await this.#unsettled();
      if (unsettled.length === 0) return;
      if (Date.now() > deadline)
        throw new Error(`Not in sync after a while: ${unsettled.slice(0, 5).join()}`);
      await pause(200);
    }
  }

  async #unsettled(): Promise<string[]> {
    const { topics } = await this.withAdmin((admin) => admin.fetchTopicMetadata());
    return topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ isr, leader, replicas }) => isr.length < replicas.length || leader !== replicas[0])
        .map(({ partitionId }) => `${name}/${partitionId}`),
    );
  }

  /** Freezes a broker: its connections stay and answer nothing. */
  pause(id: number): void {
    this.#broker(id).signal('SIGSTOP');
  }

  resume(id: number): void {
    this.#broker(id).signal('SIGCONT');
  }

  /** The broker that leads a partition now. */
  async leaderOf(topic: string, partition: number): Promise<number> {
    return this.withAdmin(async (admin) => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const found = topics[0]?.partitions.find(({ partitionId }) => partitionId === partition);
      if (!found) throw new Error(`There is no partition ${partition} of ${topic}.`);
      return found.leader;
    });
  }

  /** The broker that leads the controllers now; a negative number while they elect. */
  async controller(): Promise<number> {
    const running = this.#brokers.filter(({ isRunning }) => isRunning);
    const known = await Promise.all(running.map((broker) => broker.quorum()));
    const newest = known.toSorted((a, b) => b.epoch - a.epoch)[0];
    if (!newest) throw new Error('No broker runs.');
    return newest.leader;
  }

  /** For what a test wants to see or do behind the adapter's back. */
  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const kafka = new kafkajs.Kafka({
      brokers: [...this.brokers],
      logLevel: kafkajs.logLevel.NOTHING,
      ...this.#entrance(),
    });
    const admin = kafka.admin();
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  #entrance(): Pick<KafkaConfig, 'ssl' | 'sasl'> {
    if (!this.security) return {};
    const { certificate, login } = this.security;
    return { ssl: { ca: certificate }, sasl: { mechanism: 'plain', ...login } };
  }

  /** Ends all brokers and removes their data. */
  async stop(): Promise<void> {
    process.off('exit', this.#killOnExit);
    await Promise.all(this.#brokers.map((broker) => broker.kill()));
    await rm(this.#directory, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #broker(id: number): KafkaBroker {
    const broker = this.#brokers[id - 1];
    if (!broker) throw new Error(`There is no broker ${id}.`);
    return broker;
  }
}
