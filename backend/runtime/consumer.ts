import type { Topic } from '../contract/index.ts';
import type { Reader, RecordBatch, StartPosition } from '../ports/index.ts';
import type { ServerContext } from './server-context.ts';

export type BatchHandler = (batch: RecordBatch) => Promise<void>;
export type Routes = Partial<Record<Topic, BatchHandler>>;

/** Several routes of one topic, one after another; what they do comes again together. */
export function inTurn(...routes: readonly BatchHandler[]): BatchHandler {
  return async (batch) => {
    for (const route of routes) await route(batch);
  };
}

interface ConsumerOptions extends Pick<ServerContext, 'log' | 'logger' | 'metrics'> {
  /** Without a group every record of every partition is seen: broadcasts. */
  group?: string;
  from?: StartPosition;
  routes: Routes;
  /** Most records in one batch. */
  maxBatch?: number;
}

/** One reader for all topics of a group, each batch going to its topic's handler. Ready when it resolves. */
export async function startConsumer(options: ConsumerOptions): Promise<Reader> {
  const { log, group, from, maxBatch, routes, logger, metrics } = options;
  const label = group ?? 'broadcast';
  const reader = await log.read({
    topics: Object.keys(routes),
    group,
    from,
    maxBatch,
    onBatch: (batch) => measured(options, label, batch),
    onError: (error) => {
      metrics.batchFailures.inc({ group: label });
      logger.error({ error, group }, 'A batch failed and will be read again.');
    },
  });
  await reader.ready();
  if (group !== undefined) metrics.lags.set(group, () => lagsOf(options, group));
  return reader;
}

async function measured(
  { routes, metrics }: ConsumerOptions,
  group: string,
  batch: RecordBatch,
): Promise<void> {
  const route = routes[batch.topic as Topic];
  if (!route) throw new Error(`no route for topic ${batch.topic}`);
  const labels = { group, topic: batch.topic };
  metrics.batchRecords.observe(labels, batch.records.length);
  const stop = metrics.batchSeconds.startTimer(labels);
  await route(batch);
  stop();
}

async function lagsOf({ log, routes }: ConsumerOptions, group: string): Promise<ReadonlyMap<string, number>> {
  const lags = Object.keys(routes).map(async (topic) => [topic, await log.lag(group, topic)] as const);
  return new Map(await Promise.all(lags));
}
