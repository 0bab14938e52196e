import { fileURLToPath } from 'node:url';
import {
  systemClock as clock,
  EmbeddedStorageError,
  embeddedDirectory,
  systemIds as ids,
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  openEmbeddedFriendStores,
  openEmbeddedUserStore,
} from './adapters/embedded/index.ts';
import {
  type Configuration,
  createLogger,
  readConfiguration,
  readOrCreateSecret,
  StartError,
  topicSettings,
} from './runtime/index.ts';
import { startChat } from './services/chat/index.ts';
import { startFriend } from './services/friend/index.ts';
import { startFront } from './services/front/index.ts';
import { startUser } from './services/user/index.ts';
import { startWeb } from './services/web/index.ts';

/** Servers in the order in which they start: whoever asks comes after whoever answers. */
const serviceNames = ['user', 'friend', 'chat', 'front', 'web'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface RunningMaru extends AsyncDisposable {
  /** The port that was taken, where a front or a web server runs. */
  ports: { front?: number; web?: number };
}

const rendererDirectory = fileURLToPath(new URL('../out/renderer', import.meta.url));

/**
 * Starts servers in this process on the engines of the configuration; the one place that picks adapters. Rejects with an
 * error whose message is one line for people (StartError, EmbeddedStorageError); what had started is stopped again.
 */
export async function startMaru(
  names: readonly ServiceName[],
  configuration: Configuration,
): Promise<RunningMaru> {
  await using starting = new AsyncDisposableStack();
  const logger = createLogger(configuration);
  const storeDirectory = requireEmbedded('MARU_STORE', configuration.MARU_STORE);
  const synchronous = configuration.MARU_SYNCHRONOUS;
  const stores = { directory: storeDirectory, synchronous };
  const logDirectory = requireEmbedded('MARU_EVENT_LOG', configuration.MARU_EVENT_LOG);
  const secret = configuration.MARU_SECRET ?? readOrCreateSecret(storeDirectory);
  const log = starting.use(await openEmbeddedEventLog({ directory: logDirectory, synchronous }));
  await log.createTopics(topicSettings(configuration.MARU_PARTITIONS));
  const common = { log, clock, ids, logger, secret };
  const ports: RunningMaru['ports'] = {};

  const start: Record<ServiceName, () => Promise<void>> = {
    async user() {
      const store = starting.use(await openEmbeddedUserStore(stores));
      starting.use(await startUser({ ...common, store }));
    },
    async friend() {
      const { friends, profiles } = starting.use(await openEmbeddedFriendStores(stores));
      starting.use(await startFriend({ ...common, store: friends, profiles }));
    },
    async chat() {
      const { rooms, messages, profiles } = starting.use(await openEmbeddedChatStores(stores));
      starting.use(await startChat({ ...common, rooms, messages, profiles }));
    },
    async front() {
      const { MARU_HOST: host, MARU_FRONT_PORT: port, MARU_PUBLIC_URL: publicUrl } = configuration;
      const requestTimeout = configuration.MARU_REQUEST_TIMEOUT;
      const front = starting.use(await startFront({ ...common, host, port, publicUrl, requestTimeout }));
      ports.front = front.port;
    },
    async web() {
      const { MARU_HOST: host, MARU_WEB_PORT: port, MARU_PUBLIC_URL: frontUrl } = configuration;
      const frontPort = ports.front ?? configuration.MARU_FRONT_PORT;
      const web = starting.use(
        await startWeb({ host, port, directory: rendererDirectory, frontUrl, frontPort }),
      );
      ports.web = web.port;
    },
  };
  for (const name of serviceNames) if (names.includes(name)) await start[name]();
  logger.info({ services: names, ports }, 'Maru is ready.');
  const running = starting.move();
  return { ports, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function requireEmbedded(setting: string, url: string): string {
  const directory = embeddedDirectory(url);
  if (directory === undefined)
    throw new StartError(`${setting}: only embedded:DIRECTORY is supported so far, not ${url}`);
  return directory;
}

/** Runs the servers named on the command line until SIGINT or SIGTERM; a failed start is one line and exit code 1. */
export async function main(names: readonly string[]): Promise<RunningMaru | undefined> {
  try {
    const running = await startMaru(parseNames(names), readConfiguration(process.env));
    stopOnSignal(running);
    return running;
  } catch (error) {
    if (!(error instanceof StartError || error instanceof EmbeddedStorageError)) throw error;
    console.error(`maru: ${error.message}`);
    process.exit(1);
  }
}

function parseNames(names: readonly string[]): ServiceName[] {
  const unknown = names.filter((name) => !serviceNames.includes(name as ServiceName));
  if (unknown.length === 0 && names.length > 0) return names as ServiceName[];
  const problem =
    unknown.length > 0 ? `There is no server ${unknown.join(', ')}.` : 'Name the servers to start.';
  throw new StartError(`${problem} Usage: node backend/main.ts ${serviceNames.join(' ')}`);
}

function stopOnSignal(running: RunningMaru): void {
  const stop = () => {
    for (const signal of signals) process.removeListener(signal, stop);
    running[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('maru: could not stop cleanly:', error);
        process.exit(1);
      },
    );
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
