import { fileURLToPath } from 'node:url';
import { chooseEngines, clock, type Engines, ids } from './engines.ts';
import { EngineSetupError, EngineUnavailable } from './ports/index.ts';
import {
  type Configuration,
  createLogger,
  createMetrics,
  LogForwarder,
  openEngine,
  type ReadyCheck,
  readConfiguration,
  type ServerContext,
  StartError,
  startHealthServer,
  topicSettings,
} from './runtime/index.ts';
import { startAbuseDetector } from './services/abuse-detector/index.ts';
import { startChat } from './services/chat/index.ts';
import { startFriend } from './services/friend/index.ts';
import { startFront } from './services/front/index.ts';
import { startLogShipper } from './services/log-shipper/index.ts';
import { startUser } from './services/user/index.ts';
import { startWeb } from './services/web/index.ts';

/** Servers in the order in which they start: whoever asks comes after whoever answers. */
const serviceNames = ['user', 'friend', 'chat', 'front', 'web', 'log-shipper', 'abuse-detector'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface RunningMaru extends AsyncDisposable {
  /** The ports that were taken, where such a server runs here. */
  ports: { front?: number; web?: number; health?: number };
}

const rendererDirectory = fileURLToPath(new URL('../out/renderer', import.meta.url));

/**
 * Starts servers in this process on the engines of the configuration. Rejects with an error whose message is one line for
 * people (StartError, EngineUnavailable, a set-up error of an adapter); what had started is stopped again.
 */
export async function startMaru(
  names: readonly ServiceName[],
  configuration: Configuration,
): Promise<RunningMaru> {
  await using starting = new AsyncDisposableStack();
  const engines = chooseEngines(configuration);
  const secret = engines.secret();
  const service = names.length === 1 ? (names[0] as string) : 'maru';
  const log = starting.use(await engines.log(`maru-${service}`));
  await openEngine('MARU_EVENT_LOG', configuration, () =>
    log.createTopics(topicSettings(configuration.MARU_PARTITIONS)),
  );
  const metrics = createMetrics();
  const onDropped = (lines: number) => metrics.droppedLogLines.inc(lines);
  const forward = starting.use(new LogForwarder({ log, service, onDropped }));
  const logger = createLogger({ level: configuration.MARU_LOG_LEVEL, service, forward });
  const { MARU_REQUEST_TIMEOUT: requestTimeout } = configuration;
  const context: ServerContext = { log, clock, ids, logger, metrics, secret, requestTimeout };

  const ports: RunningMaru['ports'] = {};
  const storeChecks: Record<string, ReadyCheck> = {};
  const starters = createStarters({
    engines,
    configuration,
    context,
    ports,
    checks: storeChecks,
    use: (server) => starting.use(server),
  });
  for (const name of serviceNames) if (names.includes(name)) await starters[name]();
  const { MARU_HEALTH_PORT: port, MARU_HOST: host } = configuration;
  if (port !== undefined) {
    const checks = { 'event-log': canReach(log), ...storeChecks };
    ports.health = starting.use(await startHealthServer({ host, port, metrics, checks })).port;
  }
  logger.info({ services: names, ports }, 'Maru is ready.');
  const running = starting.move();
  return { ports, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const canReach =
  (log: ServerContext['log']): ReadyCheck =>
  async () =>
    (await log.lag('ready-check', 'kakao.user.EVENT')) >= 0;

/** Whether an engine answers: a look at one key, which nobody has. */
const answers =
  (look: (nobody: never) => Promise<unknown>): ReadyCheck =>
  async () => {
    await look('ready-check' as never);
    return true;
  };

interface StarterOptions {
  engines: Engines;
  configuration: Configuration;
  context: ServerContext;
  ports: RunningMaru['ports'];
  /** What /readyz asks of the stores, by name. */
  checks: Record<string, ReadyCheck>;
  /** Keeps what was started, to be stopped in reverse order. */
  use<T extends AsyncDisposable>(server: T): T;
}

function createStarters({ engines, configuration, context, ports, checks, use }: StarterOptions) {
  const { MARU_HOST: host, MARU_PUBLIC_URL: publicUrl, MARU_DELETION_SERVICES: services } = configuration;
  return {
    async user() {
      const { users: store, ...stores } = use(await engines.userStores());
      checks['user-store'] = answers((nobody) => store.findAccount(nobody));
      use(await startUser({ ...context, store, ...stores, services }));
    },
    async friend() {
      const { friends, profiles } = use(await engines.friendStores());
      checks['friend-store'] = answers((nobody) => profiles.find([nobody]));
      use(await startFriend({ ...context, store: friends, profiles }));
    },
    async chat() {
      const stores = use(await engines.chatStores());
      checks['chat-store'] = answers((nobody) => stores.profiles.find([nobody]));
      use(await startChat({ ...context, ...stores }));
    },
    async front() {
      const port = configuration.MARU_FRONT_PORT;
      const { MARU_TRUST_PROXY: trustProxy, MARU_RATE_LIMITS: rateLimits } = configuration;
      const { MARU_UPDATES_DIRECTORY: updatesDirectory } = configuration;
      const settings = { host, port, publicUrl, trustProxy, rateLimits, updatesDirectory };
      ports.front = use(await startFront({ ...context, ...settings })).port;
    },
    async web() {
      const { MARU_WEB_PORT: port, MARU_FRONT_PORT } = configuration;
      const frontPort = ports.front ?? MARU_FRONT_PORT;
      ports.web = use(
        await startWeb({ host, port, directory: rendererDirectory, frontUrl: publicUrl, frontPort }),
      ).port;
    },
    async 'log-shipper'() {
      const index = use(await engines.logIndex());
      checks['log-index'] = answers((correlationId) => index.search({ correlationId, limit: 1 }));
      use(await startLogShipper({ ...context, index }));
    },
    async 'abuse-detector'() {
      const store = use(await engines.abuseStore());
      checks['abuse-store'] = answers((nobody) => store.find([nobody]));
      use(await startAbuseDetector({ ...context, store }));
    },
  } satisfies Record<ServiceName, () => Promise<void>>;
}

/** Milliseconds; a timer cannot be longer. */
const longestTimer = 2 ** 31 - 1;

/** Runs the servers named on the command line until SIGINT or SIGTERM; a failed start is one line and exit code 1. */
export async function main(names: readonly string[]): Promise<RunningMaru | undefined> {
  let running: RunningMaru | undefined;
  // From the start on: whoever reads that Maru is ready may stop it in the same moment.
  stopOnSignal(() => running);
  try {
    running = await startMaru(parseNames(names), readConfiguration(process.env));
    // Servers that only wait for records of the embedded log have nothing open that would keep the process.
    setInterval(() => {}, longestTimer);
    return running;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(`maru: ${error.message}`);
    process.exit(1);
  }
}

/** Errors whose message says in one line what to do: wrong settings, an engine that is away or set up wrongly. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof StartError || error instanceof EngineUnavailable || error instanceof EngineSetupError;

function parseNames(names: readonly string[]): ServiceName[] {
  const unknown = names.filter((name) => !serviceNames.includes(name as ServiceName));
  if (unknown.length === 0 && names.length > 0) return names as ServiceName[];
  const problem =
    unknown.length > 0 ? `There is no server ${unknown.join(', ')}.` : 'Name the servers to start.';
  throw new StartError(`${problem} Usage: node backend/main.ts ${serviceNames.join(' ')}`);
}

/** Before there is anything to stop, and when it comes a second time, a signal ends the process at once. */
function stopOnSignal(running: () => RunningMaru | undefined): void {
  const stop = (signal: NodeJS.Signals) => {
    for (const each of signals) process.removeListener(each, stop);
    const maru = running();
    if (!maru) return process.kill(process.pid, signal);
    return maru[Symbol.asyncDispose]().then(
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
