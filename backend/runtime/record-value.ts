import type { LogRecord } from '../ports/index.ts';

/** The value of a record. What JSON.parse says quotes the text, which belongs into no log and no header. */
export function parseValue({ value }: LogRecord): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new SyntaxError('the value is not JSON');
  }
}
