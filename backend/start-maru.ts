import { chooseEngines, clock, ids } from './engines.ts';
import {
  type Configuration,
  createLogger,
  createMetrics,
  LogForwarder,
  openEngine,
  type ReadyCheck,
  type ServerContext,
  startHealthServer,
  topicSettings,
} from './runtime/index.ts';
import { createStarters, type ServiceName, serviceNames, type TakenPorts } from './starters.ts';

export interface RunningMaru extends AsyncDisposable {
  ports: TakenPorts;
}

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

  const ports: TakenPorts = {};
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
