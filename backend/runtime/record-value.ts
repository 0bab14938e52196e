import { recordVersion } from '../contract/index.ts';
import type { LogRecord } from '../ports/index.ts';

/** The value of a record. What JSON.parse says quotes the text, which belongs into no log and no header. */
export function parseValue({ value, headers }: LogRecord): unknown {
  const { version = recordVersion } = headers;
  if (version !== recordVersion) throw new Error('the record is of a version that this Maru does not know');
  try {
    return JSON.parse(value);
  } catch {
    throw new SyntaxError('the value is not JSON');
  }
}
