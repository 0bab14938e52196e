import type { Profile, UserId } from '../../../contract/index.ts';
import type { ProfileStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Part of the schema of every file that holds a copy of the profiles. */
export const profileSchema = `CREATE TABLE profiles (
  user_id TEXT PRIMARY KEY, nickname TEXT NOT NULL, status_message TEXT NOT NULL, avatar TEXT NOT NULL) WITHOUT ROWID;`;

export function embeddedProfileStore(database: EmbeddedDatabase): ProfileStore {
  const upsert = database.sql.prepare('INSERT OR REPLACE INTO profiles VALUES (?, ?, ?, ?)');
  const drop = database.sql.prepare('DELETE FROM profiles WHERE user_id = ?');
  const select = database.sql.prepare('SELECT * FROM profiles WHERE user_id = ?');

  const selectIds = database.sql.prepare(
    'SELECT user_id FROM profiles WHERE user_id > ? ORDER BY user_id LIMIT ?',
  );

  function findOne(userId: UserId): Profile | undefined {
    const row = select.get(userId);
    return row && toProfile(row);
  }

  return {
    put: (profiles) =>
      database.write(() => {
        for (const { userId, nickname, statusMessage, avatar } of profiles)
          upsert.run(userId, nickname, statusMessage, avatar);
      }),

    remove: (userIds) =>
      database.write(() => {
        for (const userId of userIds) drop.run(userId);
      }),

    listIds: async (after, limit) =>
      database.read(() => selectIds.all(after ?? '', limit).map((row) => row.user_id as UserId)),

    find: async (userIds) =>
      database.read(() => {
        const found = userIds.map(findOne).filter((profile) => profile !== undefined);
        return new Map(found.map((profile) => [profile.userId, profile]));
      }),
  };
}

function toProfile(row: Record<string, unknown>): Profile {
  return {
    userId: row.user_id as UserId,
    nickname: row.nickname as string,
    statusMessage: row.status_message as string,
    avatar: row.avatar as string,
  };
}
