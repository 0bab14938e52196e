import type { UserId } from '../../../contract/index.ts';
import type { FriendRecord, FriendStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { profileSchema } from './profile-store.ts';

export const friendMigrations = [
  `CREATE TABLE friends (
     user_id TEXT NOT NULL, friend_user_id TEXT NOT NULL, favourite INTEGER NOT NULL, blocked INTEGER NOT NULL,
     alias TEXT NOT NULL, since INTEGER NOT NULL,
     PRIMARY KEY (user_id, friend_user_id)) WITHOUT ROWID;
   ${profileSchema}`,
  'ALTER TABLE friends ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;',
];

export function embeddedFriendStore(database: EmbeddedDatabase): FriendStore {
  const { sql } = database;
  const insert = sql.prepare('INSERT INTO friends VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const select = sql.prepare('SELECT * FROM friends WHERE user_id = ? AND friend_user_id = ?');
  const update = sql.prepare(`UPDATE friends SET
    favourite = coalesce(?, favourite), hidden = coalesce(?, hidden), blocked = coalesce(?, blocked), alias = coalesce(?, alias)
    WHERE user_id = ? AND friend_user_id = ? RETURNING *`);
  const remove = sql.prepare('DELETE FROM friends WHERE user_id = ? AND friend_user_id = ?');
  const list = sql.prepare(
    'SELECT * FROM friends WHERE user_id = ? AND friend_user_id > ? ORDER BY friend_user_id LIMIT ?',
  );

  return {
    add: (friend) =>
      database.write(() => {
        const { userId, friendUserId, favourite, hidden, blocked, alias, since } = friend;
        const { changes } = insert.run(
          userId,
          friendUserId,
          Number(favourite),
          Number(blocked),
          alias,
          since,
          Number(hidden),
        );
        const stored = select.get(userId, friendUserId);
        return { friend: stored ? toFriend(stored) : friend, added: changes === 1 };
      }),

    change: (userId, friendUserId, { favourite, hidden, blocked, alias }) =>
      database.write(() => {
        const row = update.get(
          flag(favourite),
          flag(hidden),
          flag(blocked),
          alias ?? null,
          userId,
          friendUserId,
        );
        return row && toFriend(row);
      }),

    remove: (userId, friendUserId) => database.write(() => remove.run(userId, friendUserId).changes === 1),

    list: async (userId, after, limit) =>
      database.read(() => list.all(userId, after ?? '', limit).map(toFriend)),
  };
}

/** SQLite has no booleans; null leaves a column as it is. */
const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));

function toFriend(row: Record<string, unknown>): FriendRecord {
  return {
    userId: row.user_id as UserId,
    friendUserId: row.friend_user_id as UserId,
    favourite: row.favourite === 1,
    hidden: row.hidden === 1,
    blocked: row.blocked === 1,
    alias: row.alias as string,
    since: row.since as number,
  };
}
