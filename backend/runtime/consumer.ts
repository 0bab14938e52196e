import type { Topic } from '../contract/index.ts';
import type { EventLog, Reader, RecordBatch, StartPosition } from '../ports/index.ts';
import type { Logger } from './logging.ts';

export type BatchHandler = (batch: RecordBatch) => Promise<void>;
export type Routes = Partial<Record<Topic, BatchHandler>>;

interface ConsumerOptions {
  log: EventLog;
  /** Without a group every record of every partition is seen: broadcasts. */
  group?: string;
  from?: StartPosition;
  routes: Routes;
  /** Most records in one batch. */
  maxBatch?: number;
  logger: Logger;
}

/** One reader for all topics of a group, each batch going to its topic's handler. Ready when it resolves. */
export async function startConsumer(options: ConsumerOptions): Promise<Reader> {
  const { log, group, from, maxBatch, routes, logger } = options;
  const reader = await log.read({
    topics: Object.keys(routes),
    group,
    from,
    maxBatch,
    onBatch: (batch) => routeOf(routes, batch.topic)(batch),
    onError: (error) => logger.error({ err: error, group }, 'A batch failed and will be read again.'),
  });
  await reader.ready();
  return reader;
}

function routeOf(routes: Routes, topic: string): BatchHandler {
  const route = routes[topic as Topic];
  if (!route) throw new Error(`no route for topic ${topic}`);
  return route;
}
