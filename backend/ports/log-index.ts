/** One line of a server's log, as administrators search it. Message texts never stand in it. */
export interface LogEntry {
  /** Unique; adding the same id again changes nothing, so redelivery does not double. */
  id: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  service: string;
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  message: string;
  correlationId?: string;
  userId?: string;
  fields?: Record<string, unknown>;
}

export interface LogQuery {
  /** All of these words stand in the message, letter case aside. */
  text?: string;
  service?: string;
  levels?: readonly LogEntry['level'][];
  correlationId?: string;
  userId?: string;
  /** Milliseconds since 1970, inclusive. */
  from?: number;
  /** Exclusive. */
  until?: number;
  limit: number;
}

/**
 * Searchable logs. Added entries are found after a moment (`refresh` waits for it) and may go after a retention of the
 * index's own; losing the index loses no message.
 */
export interface LogIndex extends AsyncDisposable {
  add(entries: readonly LogEntry[]): Promise<void>;
  /** Newest first. */
  search(query: LogQuery): Promise<LogEntry[]>;
  /** Removes the entries of a user; what is added later stays. Safe to repeat. */
  forgetUser(userId: string): Promise<void>;
  /** Resolves when everything added before is found. */
  refresh(): Promise<void>;
}
