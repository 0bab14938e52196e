import type { LogEntry } from '../../ports/index.ts';

/** An entry as it lies in a data stream, in the fields of the Elastic Common Schema where that has one. */
export interface LogDocument {
  '@timestamp': string;
  ecs: { version: string };
  event: { id: string };
  log: { level: LogEntry['level'] };
  service: { name: string };
  message: string;
  trace?: { id: string };
  user?: { id: string };
  maru?: { fields: Record<string, unknown> };
}

/** The data stream of a service. Letters that may not stand in such a name make way; the service's name stays in the entry. */
export function dataStreamOf(service: string, namespace: string): string {
  return `logs-maru.${service.toLowerCase().replace(/[^a-z0-9._]/g, '_')}-${namespace}`;
}

export function toDocument(entry: LogEntry): LogDocument {
  const { id, timestamp, service, level, message, correlationId, userId, fields } = entry;
  return {
    '@timestamp': new Date(timestamp).toISOString(),
    ecs: { version: '9.0.0' },
    event: { id },
    log: { level },
    service: { name: service },
    message,
    ...(correlationId === undefined ? {} : { trace: { id: correlationId } }),
    ...(userId === undefined ? {} : { user: { id: userId } }),
    ...(fields === undefined ? {} : { maru: { fields } }),
  };
}

export function toEntry(document: LogDocument): LogEntry {
  const { event, log, service, message, trace, user, maru } = document;
  return {
    id: event.id,
    timestamp: Date.parse(document['@timestamp']),
    service: service.name,
    level: log.level,
    message,
    ...(trace === undefined ? {} : { correlationId: trace.id }),
    ...(user === undefined ? {} : { userId: user.id }),
    ...(maru === undefined ? {} : { fields: maru.fields }),
  };
}
