import type { DeletionId, UserId } from '../../../contract/index.ts';
import type { DeletionRecord, DeletionStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Part of user.sqlite. `done` is a JSON list. */
export const deletionSchema = `CREATE TABLE deletions (
     deletion_id TEXT PRIMARY KEY, user_id TEXT, requested_at INTEGER NOT NULL, done TEXT NOT NULL,
     completed_at INTEGER) WITHOUT ROWID;
   CREATE UNIQUE INDEX deletions_open ON deletions (user_id) WHERE user_id IS NOT NULL;`;

export const retiredIdSchema = `ALTER TABLE deletions ADD COLUMN id_digest TEXT;
   CREATE INDEX deletions_by_digest ON deletions (id_digest) WHERE id_digest IS NOT NULL;`;

export function embeddedDeletionStore(database: EmbeddedDatabase): DeletionStore {
  const { sql } = database;
  const insert = sql.prepare(`INSERT INTO deletions (deletion_id, user_id, requested_at, done)
    VALUES (?, ?, ?, '[]') ON CONFLICT DO NOTHING`);
  const select = sql.prepare('SELECT * FROM deletions WHERE deletion_id = ?');
  const selectOpen = sql.prepare('SELECT * FROM deletions WHERE user_id = ?');
  const list = sql.prepare('SELECT * FROM deletions WHERE user_id IS NOT NULL AND requested_at < ?');
  const tick = sql.prepare('UPDATE deletions SET done = ? WHERE deletion_id = ?');
  const complete = sql.prepare(`UPDATE deletions SET completed_at = ?, user_id = NULL, id_digest = ?
    WHERE deletion_id = ? AND completed_at IS NULL`);

  const retired = sql.prepare('SELECT 1 FROM deletions WHERE id_digest = ?');

  const found = (row: Record<string, unknown> | undefined) => row && toDeletion(row);
  const find = (deletionId: DeletionId) => found(select.get(deletionId));
  const findOpen = (userId: UserId) => found(selectOpen.get(userId));

  return {
    start: ({ deletionId, userId, requestedAt }) =>
      database.write(() => {
        insert.run(deletionId, userId, requestedAt);
        return findOpen(userId) ?? find(deletionId) ?? { deletionId, userId, requestedAt, done: [] };
      }),

    find: async (deletionId) => database.read(() => find(deletionId)),
    findOpen: async (userId) => database.read(() => findOpen(userId)),
    listOpen: async (before) => database.read(() => list.all(before).map(toDeletion)),

    tickOff: (deletionId, service) =>
      database.write(() => {
        const before = find(deletionId);
        if (!before || before.done.includes(service)) return before;
        const done = [...before.done, service];
        tick.run(JSON.stringify(done), deletionId);
        return { ...before, done };
      }),

    complete: (deletionId, completedAt, idDigest) =>
      database.write(() => {
        complete.run(completedAt, idDigest, deletionId);
      }),

    isRetired: async (idDigest) => database.read(() => retired.get(idDigest) !== undefined),
  };
}

function toDeletion(row: Record<string, unknown>): DeletionRecord {
  return {
    deletionId: row.deletion_id as DeletionId,
    ...(row.user_id === null ? {} : { userId: row.user_id as UserId }),
    requestedAt: row.requested_at as number,
    done: JSON.parse(row.done as string),
    ...(row.completed_at === null ? {} : { completedAt: row.completed_at as number }),
  };
}
