import { fold, type UserId } from '../../../contract/index.ts';
import type { Account, UserStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

type Accounts = Pick<
  UserStore,
  | 'addAccount'
  | 'findAccount'
  | 'changeProfile'
  | 'searchAccounts'
  | 'changePassword'
  | 'markDeleted'
  | 'removeDeleted'
>;

/** The accounts of the user store. */
export function embeddedAccounts(database: EmbeddedDatabase): Accounts {
  const { sql } = database;
  const insert = sql.prepare('INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING');
  const select = sql.prepare('SELECT * FROM accounts WHERE user_id = ? AND deleted = 0');
  const update = sql.prepare(`UPDATE accounts SET
    nickname = coalesce(?, nickname), folded_nickname = coalesce(?, folded_nickname),
    status_message = coalesce(?, status_message), avatar = coalesce(?, avatar)
    WHERE user_id = ? AND deleted = 0 RETURNING *`);
  const changePassword = sql.prepare(
    'UPDATE accounts SET password_hash = ? WHERE user_id = ? AND deleted = 0',
  );
  const mark = sql.prepare('UPDATE accounts SET deleted = 1 WHERE user_id = ?');
  const remove = sql.prepare('DELETE FROM accounts WHERE user_id = ? AND deleted = 1');
  const removeSessions = sql.prepare('DELETE FROM sessions WHERE user_id = ?');
  // instr instead of LIKE: nothing in a query is a wildcard.
  const search = sql.prepare(`SELECT user_id FROM accounts INDEXED BY accounts_by_nickname
    WHERE (instr(folded_nickname, ?1) > 0 OR instr(user_id, ?1) = 1) AND user_id <> ?1
    ORDER BY nickname, user_id LIMIT ?2`);

  function find(userId: string): Account | undefined {
    const row = select.get(userId);
    return row && toAccount(row);
  }

  return {
    addAccount: ({ userId, nickname, statusMessage, avatar, passwordHash, createdAt }) =>
      database.write(() => {
        const { changes } = insert.run(
          userId,
          nickname,
          fold(nickname),
          statusMessage,
          avatar,
          passwordHash,
          createdAt,
        );
        return changes === 1 ? 'added' : 'exists';
      }),

    findAccount: async (userId) => database.read(() => find(userId)),

    changeProfile: (userId, { nickname, statusMessage, avatar }) =>
      database.write(() => {
        const folded = nickname === undefined ? null : fold(nickname);
        const row = update.get(nickname ?? null, folded, statusMessage ?? null, avatar ?? null, userId);
        return row && toAccount(row);
      }),

    changePassword: (userId, passwordHash) =>
      database.write(() => changePassword.run(passwordHash, userId).changes === 1),

    markDeleted: (userId) =>
      database.write(() => {
        mark.run(userId);
      }),

    removeDeleted: (userId) =>
      database.write(() => {
        if (remove.run(userId).changes === 1) removeSessions.run(userId);
      }),

    searchAccounts: async (query, limit) =>
      database.read(() => {
        const folded = fold(query);
        const others = search.all(folded, limit).map((row) => find(row.user_id as string));
        return [find(folded), ...others].filter((account) => account !== undefined).slice(0, limit);
      }),
  };
}

function toAccount(row: Record<string, unknown>): Account {
  return {
    userId: row.user_id as UserId,
    nickname: row.nickname as string,
    statusMessage: row.status_message as string,
    avatar: row.avatar as string,
    passwordHash: row.password_hash as string,
    createdAt: row.created_at as number,
  };
}
