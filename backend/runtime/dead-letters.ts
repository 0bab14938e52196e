import { deadLetterTopic, type Topic } from '../contract/index.ts';
import { type LogRecord, type OutgoingRecord, type RecordBatch, sizeOfRecord } from '../ports/index.ts';

/**
 * The record as it goes to `<topic>-dlt`: unchanged, with headers that say where it was and why it could not be handled. One that
 * would be too large with them is cut, and says how long its value was: the letter of a huge record must not stop its partition.
 */
export function deadLetter(
  batch: Omit<RecordBatch, 'records'>,
  record: LogRecord,
  error: unknown,
): OutgoingRecord {
  const topic = deadLetterTopic(batch.topic as Topic);
  const why = {
    'maru-dlt-topic': batch.topic,
    'maru-dlt-partition': String(batch.partition),
    'maru-dlt-offset': String(record.offset),
    'maru-dlt-error': describe(error),
  };
  const { key, value, headers } = record;
  const letter = { topic, key, value, headers: { ...headers, ...why } };
  return fits(letter)
    ? letter
    : {
        topic,
        key: key.slice(0, cut),
        value: value.slice(0, cut),
        headers: { ...why, 'maru-dlt-length': String(value.length) },
      };
}

/** Characters that are left of what is too large. */
const cut = 10_000;

function fits(letter: OutgoingRecord): boolean {
  try {
    return sizeOfRecord(letter) > 0;
  } catch {
    return false;
  }
}

/** One bounded line; values of the record do not belong into it. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').slice(0, 500);
}
