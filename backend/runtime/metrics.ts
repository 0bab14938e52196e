import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a server process tells about itself at /metrics. Times are seconds; labels never hold ids of users or rooms. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const lags: LagReaders = new Map();
  collectDefaultMetrics({ register: registry });
  observeLags(registry, lags);
  return {
    registry,
    /** What a group has still to read, by its name; looked up when somebody scrapes. */
    lags,
    httpSeconds: new Histogram({
      name: 'maru_http_request_seconds',
      help: 'Answering a REST call',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'maru_request_reply_seconds',
      help: 'From a request record to its answer, by command and outcome (accepted or the error code)',
      labelNames: ['type', 'outcome'],
      buckets: seconds,
      registers,
    }),
    batchRecords: new Histogram({
      name: 'maru_consumer_batch_records',
      help: 'Records in a batch',
      labelNames: ['group', 'topic'],
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'maru_consumer_batch_seconds',
      help: 'Handling a batch, storing and producing included',
      labelNames: ['group', 'topic'],
      buckets: seconds,
      registers,
    }),
    batchFailures: new Counter({
      name: 'maru_consumer_batch_failures_total',
      help: 'Batches that failed and are read again',
      labelNames: ['group'],
      registers,
    }),
    readPositionsWritten: new Histogram({
      name: 'maru_read_positions_written',
      help: 'Read positions in one write to the store: of people who read, and of people who send',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
      registers,
    }),
    deadLetters: new Counter({
      name: 'maru_dead_letters_total',
      help: 'Records that went to a dead-letter topic',
      labelNames: ['topic'],
      registers,
    }),
    droppedLogLines: new Counter({
      name: 'maru_log_lines_dropped_total',
      help: 'Log lines that were not handed to the log topic because too many were waiting',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Records to read by topic, of a group. */
type LagReaders = Map<string, () => Promise<ReadonlyMap<string, number>>>;

/** Milliseconds after which a scrape goes without the lag: it must not wait for a log that is away. */
const lagPatience = 2_000;

function observeLags(registry: Registry, lags: LagReaders): void {
  new Gauge({
    name: 'maru_consumer_lag_records',
    help: 'Records that a group has still to read in a topic; absent while the log does not say',
    labelNames: ['group', 'topic'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [group, read] of lags)
        for (const [topic, lag] of await inTime(read())) this.set({ group, topic }, lag);
    },
  });
}

function inTime(lags: Promise<ReadonlyMap<string, number>>): Promise<ReadonlyMap<string, number>> {
  const { promise: late, resolve } = Promise.withResolvers<ReadonlyMap<string, number>>();
  const timer = setTimeout(resolve, lagPatience, new Map());
  return Promise.race([lags, late])
    .catch(() => new Map<string, number>())
    .finally(() => clearTimeout(timer));
}

/** A number that is read when somebody asks for it, by name and help text; the newest reader of a name counts. */
export function observeGauge(
  { registry }: Metrics,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  registry.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}
