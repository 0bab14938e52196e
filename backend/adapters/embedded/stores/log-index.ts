import type { StatementSync } from 'node:sqlite';
import type { Clock, LogEntry, LogIndex, LogQuery } from '../../../ports/index.ts';
import { EmbeddedDatabase } from '../database/embedded-database.ts';
import { systemClock } from '../system-clock.ts';

const twoWeeks = 14 * 24 * 60 * 60 * 1000;

/** logs.sqlite; the words of the messages are in an FTS5 index beside the entries. */
export const logIndexMigrations = [
  `CREATE TABLE entries (
     entry INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, timestamp INTEGER NOT NULL, service TEXT NOT NULL,
     level TEXT NOT NULL, message TEXT NOT NULL, correlation_id TEXT, user_id TEXT, fields TEXT);
   CREATE INDEX entries_by_time ON entries (timestamp);
   CREATE INDEX entries_by_correlation ON entries (correlation_id) WHERE correlation_id IS NOT NULL;
   CREATE VIRTUAL TABLE words USING fts5 (message, content = 'entries', content_rowid = 'entry');
   CREATE TRIGGER entries_drop AFTER DELETE ON entries BEGIN
     INSERT INTO words (words, rowid, message) VALUES ('delete', old.entry, old.message);
   END;`,
  'CREATE INDEX entries_by_user ON entries (user_id) WHERE user_id IS NOT NULL;',
];

export interface EmbeddedLogIndexOptions {
  directory: string;
  clock?: Clock;
  /** Milliseconds that entries are kept; default two weeks. */
  retention?: number;
}

/** The log index in one SQLite file, logs.sqlite. */
export class EmbeddedLogIndex implements LogIndex {
  readonly #database: EmbeddedDatabase;
  readonly #clock: Clock;
  readonly #retention: number;
  readonly #insert: StatementSync;
  readonly #index: StatementSync;
  readonly #drop: StatementSync;
  readonly #forget: StatementSync;

  constructor({ directory, clock = systemClock, retention = twoWeeks }: EmbeddedLogIndexOptions) {
    this.#database = new EmbeddedDatabase({ directory, file: 'logs.sqlite', migrations: logIndexMigrations });
    this.#clock = clock;
    this.#retention = retention;
    const { sql } = this.#database;
    this.#insert = sql.prepare(`INSERT INTO entries
      (id, timestamp, service, level, message, correlation_id, user_id, fields)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
    this.#index = sql.prepare('INSERT INTO words (rowid, message) VALUES (?, ?)');
    this.#drop = sql.prepare(`DELETE FROM entries WHERE entry IN
      (SELECT entry FROM entries WHERE timestamp < ? ORDER BY timestamp LIMIT ?)`);
    this.#forget = sql.prepare('DELETE FROM entries WHERE user_id = ?');
  }

  add(entries: readonly LogEntry[]): Promise<void> {
    return this.#database.write(() => {
      for (const entry of entries) this.#addOne(entry);
      // Twice as many as came, so that old entries go faster than new ones come and no call takes long.
      this.#drop.run(this.#clock.now() - this.#retention, 2 * entries.length);
    });
  }

  async search(query: LogQuery): Promise<LogEntry[]> {
    const { where, values } = conditions(query);
    const statement = `SELECT * FROM entries ${where} ORDER BY timestamp DESC, entry DESC LIMIT ?`;
    return this.#database.read(() =>
      this.#database.sql
        .prepare(statement)
        .all(...values, query.limit)
        .map(toEntry),
    );
  }

  forgetUser(userId: string): Promise<void> {
    return this.#database.write(() => {
      this.#forget.run(userId);
    });
  }

  #addOne({ id, timestamp, service, level, message, correlationId, userId, fields }: LogEntry): void {
    const { changes, lastInsertRowid } = this.#insert.run(
      id,
      timestamp,
      service,
      level,
      message,
      correlationId ?? null,
      userId ?? null,
      fields ? JSON.stringify(fields) : null,
    );
    if (changes === 1) this.#index.run(lastInsertRowid, message);
  }

  /** Entries are found as soon as they are added. */
  async refresh(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database.close();
  }
}

function conditions(query: LogQuery): { where: string; values: (string | number)[] } {
  const { text, service, levels, correlationId, userId, from, until } = query;
  const parts: [string, ...(string | number)[]][] = [];
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? [];
  if (words.length > 0)
    parts.push([
      'entry IN (SELECT rowid FROM words WHERE words MATCH ?)',
      words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    ]);
  if (service !== undefined) parts.push(['service = ?', service]);
  if (levels !== undefined) parts.push([`level IN (${levels.map(() => '?').join()})`, ...levels]);
  if (correlationId !== undefined) parts.push(['correlation_id = ?', correlationId]);
  if (userId !== undefined) parts.push(['user_id = ?', userId]);
  if (from !== undefined) parts.push(['timestamp >= ?', from]);
  if (until !== undefined) parts.push(['timestamp < ?', until]);
  const where = parts.length === 0 ? '' : `WHERE ${parts.map(([part]) => part).join(' AND ')}`;
  return { where, values: parts.flatMap(([, ...values]) => values) };
}

function toEntry(row: Record<string, unknown>): LogEntry {
  return {
    id: row.id as string,
    timestamp: row.timestamp as number,
    service: row.service as string,
    level: row.level as LogEntry['level'],
    message: row.message as string,
    ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id as string }),
    ...(row.user_id === null ? {} : { userId: row.user_id as string }),
    ...(row.fields === null ? {} : { fields: JSON.parse(row.fields as string) }),
  };
}
