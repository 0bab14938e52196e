import { type LogLine, logLine } from '../../contract/index.ts';
import type { LogEntry, LogIndex, LogRecord, RecordBatch } from '../../ports/index.ts';
import { deletionRoute, recordRoute, type ServerContext, startConsumer } from '../../runtime/index.ts';

export interface LogShipperDependencies extends ServerContext {
  index: LogIndex;
}

/**
 * The log shipper: kakao.log.RECORD into the log index, batch by batch (group `log-shipper`). An entry's id is its place in
 * the topic, so a batch that comes again doubles nothing. While the index is away the consumer pauses; chat does not notice.
 */
export async function startLogShipper(dependencies: LogShipperDependencies): Promise<AsyncDisposable> {
  const ship = recordRoute({
    ...dependencies,
    schema: logLine,
    handle: (lines, batch, records) =>
      dependencies.index.add(lines.map((line, place) => entryOf(batch, records[place], line))),
  });
  const { index } = dependencies;
  const userEvents = deletionRoute({
    ...dependencies,
    service: 'logs',
    forget: (userId) => index.forgetUser(userId),
  });
  const routes = { 'kakao.log.RECORD': ship, 'kakao.user.EVENT': userEvents };
  return startConsumer({ ...dependencies, group: 'log-shipper', routes });
}

function entryOf({ topic, partition }: RecordBatch, record: LogRecord | undefined, line: LogLine): LogEntry {
  const {
    '@timestamp': timestamp,
    'log.level': level,
    'service.name': service,
    'trace.id': correlationId,
    'user.id': userId,
    message,
    ...fields
  } = line;
  const id = `${topic}-${partition}-${record?.offset}`;
  return { id, timestamp: Date.parse(timestamp), service, level, message, correlationId, userId, fields };
}
