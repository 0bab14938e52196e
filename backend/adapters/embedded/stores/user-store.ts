import type { UserStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { embeddedAccounts } from './accounts.ts';
import { embeddedSessions } from './sessions.ts';

export const embeddedUserStore = (database: EmbeddedDatabase): UserStore => ({
  ...embeddedAccounts(database),
  ...embeddedSessions(database),
});
