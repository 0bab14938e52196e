import type { Topic } from '../contract/index.ts';
import type { Reader, RecordBatch, StartPosition } from '../ports/index.ts';
import { observeGauge } from './metrics.ts';
import type { ServerContext } from './server-context.ts';

export type BatchHandler = (batch: RecordBatch) => Promise<void>;
export type Routes = Partial<Record<Topic, BatchHandler>>;

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
  if (group !== undefined) observeLag(options, group);
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

/** Looked up when somebody scrapes; the records of all the group's topics together. */
function observeLag({ log, routes, metrics }: ConsumerOptions, group: string): void {
  const topics = Object.keys(routes);
  const name = `maru_consumer_lag_records_${group.replaceAll('-', '_')}`;
  observeGauge(metrics, name, `Records that group ${group} has still to read`, async () => {
    const lags = await Promise.all(topics.map((topic) => log.lag(group, topic)));
    return lags.reduce((sum, lag) => sum + lag, 0);
  });
}
