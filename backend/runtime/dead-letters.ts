import { deadLetterTopic, type Topic } from '../contract/index.ts';
import type { LogRecord, OutgoingRecord, RecordBatch } from '../ports/index.ts';

/** The record as it goes to `<topic>-dlt`: unchanged, with headers that say where it was and why it could not be handled. */
export function deadLetter(
  batch: Omit<RecordBatch, 'records'>,
  record: LogRecord,
  error: unknown,
): OutgoingRecord {
  return {
    topic: deadLetterTopic(batch.topic as Topic),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'maru-dlt-topic': batch.topic,
      'maru-dlt-partition': String(batch.partition),
      'maru-dlt-offset': String(record.offset),
      'maru-dlt-error': describe(error),
    },
  };
}

/** One bounded line; values of the record do not belong into it. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').slice(0, 500);
}
