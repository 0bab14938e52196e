import { alertSchema } from './alert-store.ts';

/** user.sqlite. The index by nickname holds all that a search looks at, so a search reads nothing else. */
export const userMigrations = [
  `CREATE TABLE accounts (
     user_id TEXT PRIMARY KEY, nickname TEXT NOT NULL, folded_nickname TEXT NOT NULL, status_message TEXT NOT NULL,
     avatar TEXT NOT NULL, password_hash TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX accounts_by_nickname ON accounts (nickname, user_id, folded_nickname);
   CREATE TABLE sessions (
     session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, device TEXT NOT NULL, generation INTEGER NOT NULL,
     created_at INTEGER NOT NULL, rotated_at INTEGER NOT NULL, ended_at INTEGER) WITHOUT ROWID;
   CREATE INDEX sessions_by_user ON sessions (user_id, created_at, session_id) WHERE ended_at IS NULL;`,
  alertSchema,
];
