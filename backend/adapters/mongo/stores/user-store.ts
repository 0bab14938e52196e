import type { UserStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { openAccounts } from './accounts.ts';
import { openSessions } from './sessions.ts';

export async function openUserStore(database: MongoDatabase): Promise<UserStore> {
  const { removeMarked, isMarked, ...accounts } = await openAccounts(database);
  const { removeSessions, ...sessions } = await openSessions(database);
  return {
    ...accounts,
    ...sessions,
    async removeDeleted(userId) {
      if (!(await isMarked(userId))) return;
      // The account goes last: whoever finds it removes what was left before a crash.
      await removeSessions(userId);
      await removeMarked(userId);
    },
  };
}
