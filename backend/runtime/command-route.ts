import type { CommandType, Handled } from '../contract/index.ts';
import {
  commands,
  type RequestHeaders,
  type RequestTopic,
  refuse,
  requestHeaders,
  responseTopic,
} from '../contract/index.ts';
import { EngineUnavailable, type LogRecord, type OutgoingRecord, type RecordBatch } from '../ports/index.ts';
import { withAttempts } from './attempts.ts';
import type { CommandHandler, CommandHandlers } from './command-handler.ts';
import type { BatchHandler } from './consumer.ts';
import { deadLetter } from './dead-letters.ts';
import { eventRecords } from './event-records.ts';
import { type Product, publish } from './publish.ts';
import { parseValue } from './record-value.ts';
import type { ServerContext } from './server-context.ts';

interface Command {
  record: LogRecord;
  headers: RequestHeaders;
  type: CommandType;
  handler: CommandHandler<unknown, unknown>;
  request: unknown;
}

interface RouteOptions extends Pick<ServerContext, 'log' | 'clock' | 'logger' | 'metrics'> {
  handlers: CommandHandlers;
}

/**
 * The idempotent consumer of a REQUEST topic: parse, handle (which stores), produce answers and events in one batch, and only
 * then let the offsets be committed. A record that cannot be handled goes to the dead letters and its asker gets `internal`;
 * one whose deadline has passed is dropped, as its asker was told already that it may send again.
 */
export function commandRoute({ log, clock, logger, metrics, handlers }: RouteOptions): BatchHandler {
  return async (batch) => {
    const bury = (record: LogRecord, error: unknown): OutgoingRecord => {
      const { type, correlationId } = record.headers;
      metrics.deadLetters.inc({ topic: batch.topic });
      const where = { type, offset: String(record.offset), 'trace.id': correlationId };
      logger.error({ error, ...where }, 'A record went to the dead letters.');
      return deadLetter(batch, record, error);
    };
    const products: Product[] = [];
    const live = receive(batch, handlers, products, bury).filter(
      (command) => command.headers.deadline > clock.now(),
    );
    const answers = await Promise.all(lanes(live).map((lane) => runLane(batch.topic, lane, bury)));
    await publish(log, [...products, ...answers.flat()], bury);
    if (logger.isLevelEnabled('debug'))
      for (const { type, headers } of live)
        logger.debug({ 'trace.id': headers.correlationId, type }, 'A request was handled.');
  };
}

/** Makes the dead letter of a record, and says so in the log. */
type Bury = (record: LogRecord, error: unknown) => OutgoingRecord;

/** Parses a batch; what does not parse becomes a dead letter. */
function receive(batch: RecordBatch, handlers: CommandHandlers, dead: Product[], bury: Bury): Command[] {
  const received: Command[] = [];
  for (const record of batch.records) {
    try {
      received.push(parse(record, handlers));
    } catch (error) {
      dead.push({ record, produced: [bury(record, error)] });
    }
  }
  return received;
}

function parse(record: LogRecord, handlers: CommandHandlers): Command {
  const headers = requestHeaders.parse(record.headers);
  if (!Object.hasOwn(handlers, headers.type)) throw new Error(`unknown command ${headers.type}`);
  const type = headers.type as CommandType;
  const handler = handlers[type] as CommandHandler<unknown, unknown>;
  return { record, headers, type, handler, request: commands[type].request.parse(parseValue(record)) };
}

/** What must stay in order, apart from what need not: a lane per key, and one for each batch command. */
function lanes(received: Command[]): Command[][] {
  return [
    ...Map.groupBy(received, ({ handler, type, record }) =>
      handler.lane === 'batch' ? `batch ${type}` : `key ${record.key}`,
    ).values(),
  ];
}

async function runLane(topic: string, lane: Command[], bury: Bury): Promise<Product[]> {
  const products: Product[] = [];
  for (const run of runsOfOneType(lane)) products.push(...(await handleRun(topic, run, bury)));
  return products;
}

function runsOfOneType(lane: Command[]): Command[][] {
  const runs: Command[][] = [];
  for (const command of lane) {
    const last = runs.at(-1);
    if (last?.[0]?.type === command.type) last.push(command);
    else runs.push([command]);
  }
  return runs;
}

/** Handles a run; when it keeps failing, each of its commands alone, so that one bad record takes no other with it. */
async function handleRun(topic: string, run: Command[], bury: Bury): Promise<Product[]> {
  const [first] = run;
  if (!first) return [];
  try {
    const handled = await withAttempts(() => first.handler.handle(run.map((command) => command.request)));
    return run.map((command, index) => produce(topic, command, handled[index]));
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    if (run.length === 1) return [giveUp(topic, first, bury(first.record, error))];
    const alone: Product[] = [];
    for (const command of run) alone.push(...(await handleRun(topic, [command], bury)));
    return alone;
  }
}

function giveUp(topic: string, command: Command, letter: OutgoingRecord): Product {
  const { record, produced } = produce(topic, command, { outcome: refuse('internal') });
  return { record, produced: [letter, ...produced] };
}

function produce(topic: string, command: Command, handled: Handled<unknown> | undefined): Product {
  if (!handled) throw new Error(`the handler of ${command.type} gave too few answers`);
  const told = eventRecords(handled.events ?? []);
  return {
    record: command.record,
    produced: [...told, answer(topic, command, handled)],
    refusal: () => answer(topic, command, { outcome: refuse('internal') }),
  };
}

function answer(topic: string, { type, headers, record }: Command, { outcome }: Handled<unknown>) {
  return {
    topic: responseTopic(topic as RequestTopic),
    key: record.key,
    value: JSON.stringify(outcome.ok ? outcome.value : { code: outcome.code, details: outcome.details }),
    headers: { type, correlationId: headers.correlationId, outcome: outcome.ok ? 'accepted' : 'refused' },
    ...(headers.replyPartition === undefined ? {} : { partition: headers.replyPartition }),
  };
}
