import { alertSchema } from './alert-store.ts';
import { deletionSchema, retiredIdSchema } from './deletion-store.ts';
import { failureSchema } from './failure-store.ts';

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
  // Whoever is deleted stays until every service has let go of them, so that nobody takes the id meanwhile.
  `ALTER TABLE accounts ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX sessions_ended ON sessions (user_id, ended_at) WHERE ended_at IS NOT NULL;
   ${failureSchema}
   ${deletionSchema}`,
  retiredIdSchema,
];
