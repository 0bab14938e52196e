import type { UserStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { openAccounts } from './accounts.ts';
import { openSessions } from './sessions.ts';

export async function openUserStore(database: MongoDatabase): Promise<UserStore> {
  return { ...(await openAccounts(database)), ...(await openSessions(database)) };
}
