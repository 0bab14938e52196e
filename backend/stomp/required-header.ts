import { StompError } from './errors.ts';
import type { StompHeaders } from './frame.ts';

/** @throws StompError `missing-header`. An empty value is there. */
export function requireHeader(headers: StompHeaders, name: string): string {
  const value = headers[name];
  if (value === undefined) throw new StompError('missing-header', `The header ${name} is missing`);
  return value;
}
