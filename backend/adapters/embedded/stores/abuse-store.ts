import type { UserId } from '../../../contract/index.ts';
import type { AbuseStore, Suspect } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** abuse.sqlite; `newest` is the time of the last message that is remembered. */
export const abuseMigrations = [
  `CREATE TABLE suspects (
     user_id TEXT PRIMARY KEY, version INTEGER NOT NULL, newest INTEGER NOT NULL, seen TEXT NOT NULL,
     last TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX suspects_by_newest ON suspects (newest);`,
];

export function embeddedAbuseStore(database: EmbeddedDatabase): AbuseStore {
  const { sql } = database;
  const select = sql.prepare('SELECT * FROM suspects WHERE user_id = ?');
  const selectVersion = sql.prepare('SELECT version FROM suspects WHERE user_id = ?');
  const replace = sql.prepare('INSERT OR REPLACE INTO suspects VALUES (?, ?, ?, ?, ?)');
  const forget = sql.prepare('DELETE FROM suspects WHERE newest < ?');
  const forgetUser = sql.prepare('DELETE FROM suspects WHERE user_id = ?');

  /** False when another was faster. */
  function saveOne({ userId, version, seen, last }: Suspect): boolean {
    const stored = Number(selectVersion.get(userId)?.version ?? 0);
    if (stored !== version - 1) return false;
    replace.run(userId, version, seen.at(-1)?.at ?? 0, JSON.stringify(seen), JSON.stringify(last));
    return true;
  }

  return {
    find: async (userIds) =>
      database.read(() => {
        const rows = [...new Set(userIds)].map((userId) => select.get(userId));
        return rows.filter((row) => row !== undefined).map(toSuspect);
      }),

    save: (suspects) =>
      database.write(() => {
        const lost = suspects.filter((suspect) => !saveOne(suspect));
        return new Set(lost.map(({ userId }) => userId));
      }),

    forget: (before) =>
      database.write(() => {
        forget.run(before);
      }),

    forgetUser: (userId) =>
      database.write(() => {
        forgetUser.run(userId);
      }),
  };
}

function toSuspect(row: Record<string, unknown>): Suspect {
  return {
    userId: row.user_id as UserId,
    seen: JSON.parse(row.seen as string),
    last: JSON.parse(row.last as string),
    version: row.version as number,
  };
}
