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
  // `since` may be missing from here on, which SQLite cannot say of a column that is there.
  `CREATE TABLE entries (
     user_id TEXT NOT NULL, friend_user_id TEXT NOT NULL, favourite INTEGER NOT NULL, hidden INTEGER NOT NULL,
     blocked INTEGER NOT NULL, alias TEXT NOT NULL, since INTEGER,
     PRIMARY KEY (user_id, friend_user_id)) WITHOUT ROWID;
   INSERT INTO entries SELECT user_id, friend_user_id, favourite, hidden, blocked, alias, since FROM friends;
   DROP TABLE friends;
   ALTER TABLE entries RENAME TO friends;`,
  // What others have of a user, for the day on which that user goes.
  'CREATE INDEX friends_by_friend ON friends (friend_user_id);',
];

export function embeddedFriendStore(database: EmbeddedDatabase): FriendStore {
  const { sql } = database;
  const pair = 'user_id = ? AND friend_user_id = ?';
  const insert = sql.prepare(`INSERT INTO friends VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET since = excluded.since WHERE since IS NULL AND excluded.since IS NOT NULL`);
  const select = sql.prepare(`SELECT * FROM friends WHERE ${pair}`);
  const update = sql.prepare(`UPDATE friends SET
    favourite = coalesce(?, favourite), hidden = coalesce(?, hidden), blocked = coalesce(?, blocked), alias = coalesce(?, alias)
    WHERE ${pair} RETURNING *`);
  const unfriend = sql.prepare(
    `UPDATE friends SET favourite = 0, hidden = 0, alias = '', since = NULL WHERE ${pair} AND since IS NOT NULL`,
  );
  const clean = sql.prepare(`DELETE FROM friends WHERE ${pair} AND since IS NULL AND blocked = 0`);
  const list = sql.prepare(
    'SELECT * FROM friends WHERE user_id = ? AND friend_user_id > ? ORDER BY friend_user_id LIMIT ?',
  );
  const blocked = sql.prepare(
    'SELECT friend_user_id FROM friends WHERE user_id = ? AND blocked = 1 ORDER BY friend_user_id',
  );
  const forget = sql.prepare('DELETE FROM friends WHERE user_id = ? OR friend_user_id = ?');

  return {
    add: (friend) =>
      database.write(() => {
        const { userId, friendUserId, favourite, hidden, alias, since } = friend;
        const flags = [favourite, hidden, friend.blocked].map(Number);
        const { changes } = insert.run(userId, friendUserId, ...flags, alias, since ?? null);
        const stored = select.get(userId, friendUserId);
        return { friend: stored ? toFriend(stored) : friend, added: changes === 1 };
      }),

    change: (userId, friendUserId, { favourite, hidden, blocked, alias }) =>
      database.write(() => {
        const flags = [favourite, hidden, blocked].map(flag);
        const row = update.get(...flags, alias ?? null, userId, friendUserId);
        clean.run(userId, friendUserId);
        return row && toFriend(row);
      }),

    remove: (userId, friendUserId) =>
      database.write(() => {
        const removed = unfriend.run(userId, friendUserId).changes === 1;
        clean.run(userId, friendUserId);
        return { removed, blocked: select.get(userId, friendUserId) !== undefined };
      }),

    list: async (userId, after, limit) =>
      database.read(() => list.all(userId, after ?? '', limit).map(toFriend)),

    listBlocked: async (userId) =>
      database.read(() => blocked.all(userId).map((row) => row.friend_user_id as UserId)),

    findBlockers: async (userId, userIds) =>
      database.read(() => userIds.filter((blocker) => select.get(blocker, userId)?.blocked === 1)),

    forgetUser: (userId) =>
      database.write(() => {
        forget.run(userId, userId);
      }),
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
    ...(row.since === null ? {} : { since: row.since as number }),
  };
}
