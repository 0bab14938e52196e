import type { FailureStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Part of user.sqlite. */
export const failureSchema = `CREATE TABLE failures (
     key TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX failures_by_time ON failures (last_at);`;

export function embeddedFailureStore(database: EmbeddedDatabase): FailureStore {
  const { sql } = database;
  const select = sql.prepare('SELECT * FROM failures WHERE key = ?');
  const add = sql.prepare(`INSERT INTO failures VALUES (?, 1, ?)
    ON CONFLICT DO UPDATE SET count = count + 1, last_at = max(last_at, excluded.last_at)`);
  const clear = sql.prepare('DELETE FROM failures WHERE key = ?');
  const forget = sql.prepare('DELETE FROM failures WHERE last_at < ?');

  return {
    find: async (keys) =>
      database.read(() => {
        const rows = keys.map((key) => select.get(key)).filter((row) => row !== undefined);
        return new Map(
          rows.map((row) => [row.key as string, { count: Number(row.count), lastAt: Number(row.last_at) }]),
        );
      }),

    add: (keys, at) =>
      database.write(() => {
        for (const key of keys) add.run(key, at);
      }),

    clear: (key) =>
      database.write(() => {
        clear.run(key);
      }),

    forget: (before) =>
      database.write(() => {
        forget.run(before);
      }),
  };
}
