import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../engine-process.ts';
import { startMongoServer } from '../mongo/mongo-server.ts';
import type { Project, Service } from './compose-project.ts';
import { ComposedBroker } from './composed-broker.ts';
import { ComposedServer, untilHealthy } from './composed-server.ts';
import type { ImageFolder } from './image-folder.ts';
import { LocalAddresses } from './local-addresses.ts';

/** Every port that docker-compose.yml names. */
const ports = [
  ...[8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089],
  ...[9092, 9093, 9094, 19092, 19093, 19094, 9200, 27017],
];

/** No registry has Kibana. */
const leftOut = ['kibana', 'kibana-data-view'];

/** What `docker compose up` would start, as processes on the loopback, each once what it depends on is healthy. */
export class ComposedStack implements AsyncDisposable {
  readonly servers = new Map<string, ComposedServer>();
  readonly #project: Project;
  readonly #addresses: LocalAddresses;
  readonly #image: ImageFolder;
  readonly #stack = new AsyncDisposableStack();
  readonly #started = new Map<string, Promise<void>>();

  private constructor(project: Project, addresses: LocalAddresses, image: ImageFolder) {
    this.#project = project;
    this.#addresses = addresses;
    this.#image = image;
  }

  static async up(project: Project, image: ImageFolder): Promise<ComposedStack> {
    const stack = new ComposedStack(project, await LocalAddresses.of(project, ports), image);
    const names = Object.keys(project.services).filter((name) => !leftOut.includes(name));
    const results = await Promise.allSettled(names.map((name) => stack.#healthy(name)));
    const failure = results.find((result) => result.status === 'rejected');
    if (!failure) return stack;
    await stack[Symbol.asyncDispose]();
    throw failure.reason;
  }

  /** Where a published port of the file is here. */
  url(port: number): string {
    return `http://127.0.0.1:${this.#addresses.port(port)}`;
  }

  /** Starts a service once those that it depends on are healthy, and waits until it is healthy itself. */
  #healthy(name: string): Promise<void> {
    const known = this.#started.get(name) ?? this.#start(name, this.#service(name));
    this.#started.set(name, known);
    return known;
  }

  async #start(name: string, service: Service): Promise<void> {
    const needed = Object.entries(service.depends_on ?? {}).filter(
      ([each, { required }]) => required || each in this.#project.services,
    );
    await Promise.all(needed.map(([each]) => this.#healthy(each)));
    const addresses = this.#addresses;
    const environment = addresses.environment(service.environment);
    if (name === 'mongodb') {
      this.#stack.use(await startMongoServer(addresses.port(27_017)));
    } else if (name === 'elasticsearch') {
      this.#stack.use(await startSecuredElasticsearch(addresses.port(9_200), environment));
      await untilHealthy(name, service, addresses);
    } else if (service.image.startsWith('apache/kafka:')) {
      this.#stack.use(await ComposedBroker.start(environment));
      await untilHealthy(name, service, addresses);
    } else {
      await this.#startServer(name, service);
    }
  }

  async #startServer(name: string, service: Service): Promise<void> {
    const server = this.#stack.use(new ComposedServer(name, service, this.#image, this.#addresses));
    this.servers.set(name, server);
    if (service.restart === 'no') {
      assert.equal(await server.ended(), 0, `${name} failed: ${server.output}`);
      return;
    }
    const mayPass = () => assert.ok(server.isRunning, `${name} ended: ${server.output}`);
    await untilHealthy(name, service, this.#addresses, { cwd: this.#image.path, mayPass });
  }

  #service(name: string): Service {
    const service = this.#project.services[name];
    assert.ok(service, `there is no service ${name}`);
    const { MARU_STORE } = service.environment ?? {};
    if (!MARU_STORE) return service;
    // The server of the tests knows no users.
    const withoutLogin = MARU_STORE.replace(/\/\/[^@]+@/, '//').replace(/\?authSource=\w+/, '');
    return { ...service, environment: { ...service.environment, MARU_STORE: withoutLogin } };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

/** Settings of the image's environment are those with a dot; modules that the tests' Elasticsearch lacks have none. */
async function startSecuredElasticsearch(port: number, environment: Readonly<Record<string, string>>) {
  const isSetting = (name: string) => name.includes('.') && !/^(path|ingest)\./.test(name);
  const settings = Object.entries(environment).filter(([name]) => isSetting(name));
  const lines = settings.map(([name, value]) => `${name}: ${value}`).join('\n');
  const script = join(import.meta.dirname, '../elasticsearch/run.sh');
  const data = await mkdtemp(join(tmpdir(), 'maru-composed-elasticsearch-'));
  const command = [script, String(port), data, environment.ELASTIC_PASSWORD ?? '', lines];
  const answers = () =>
    fetch(`http://127.0.0.1:${port}`).then(
      ({ status }) => status === 401,
      () => false,
    );
  await using starting = new AsyncDisposableStack();
  starting.defer(() => rm(data, { recursive: true, force: true }));
  starting.use(await startEngine(command, answers));
  return starting.move();
}
