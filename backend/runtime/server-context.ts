import type { Clock, EventLog, IdGenerator } from '../ports/index.ts';
import type { Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';

/** What every server of a process shares. */
export interface ServerContext {
  log: EventLog;
  clock: Clock;
  ids: IdGenerator;
  logger: Logger;
  metrics: Metrics;
  /** The installation's secret, of which all keys are derived. */
  secret: string;
  /** Milliseconds that a request may wait for its answer through the log; later nobody handles it. */
  requestTimeout: number;
}
