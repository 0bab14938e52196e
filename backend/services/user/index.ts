import { alert, type DeletingService } from '../../contract/index.ts';
import {
  createAlerts,
  createCredentials,
  createDeletions,
  createDigestOf,
  createPasswordChange,
  createProfiles,
  createRegistration,
  createSessions,
} from '../../core/user/index.ts';
import type { UserStore, UserStores } from '../../ports/index.ts';
import {
  commandRoute,
  createSealer,
  deriveKey,
  each,
  recordRoute,
  type ServerContext,
  startConsumer,
} from '../../runtime/index.ts';
import { startReminders } from './reminders.ts';

export interface UserDependencies extends ServerContext, Omit<UserStores, 'users'> {
  store: UserStore;
  /** Whose reports the deletion of an account waits for. */
  services: readonly DeletingService[];
  /** Milliseconds between reminders of deletions that are not done; default ten minutes. */
  remindEvery?: number;
}

/** The user server: accounts, credentials, sessions, profiles, kept alerts, deletions (group `user`). */
export async function startUser(given: UserDependencies): Promise<AsyncDisposable> {
  const openSealed = createSealer(given.secret).open;
  const checkCredentials = createCredentials({ ...given, openSealed });
  const digestOf = createDigestOf(deriveKey(given.secret, 'retired-id'));
  const dependencies = { ...given, openSealed, checkCredentials, digestOf };
  const profiles = createProfiles(dependencies);
  const sessions = createSessions(dependencies);
  const alerts = createAlerts(dependencies);
  const deletions = createDeletions(dependencies);
  const requests = commandRoute({
    ...dependencies,
    handlers: {
      'user.register': each(createRegistration(dependencies)),
      'user.log-in': each(sessions.logIn),
      'user.refresh': each(sessions.refresh),
      'user.log-out': each(sessions.logOut),
      'user.sessions': each(sessions.list),
      'user.profile': each(profiles.read),
      'user.change-profile': each(profiles.change),
      'user.search': each(profiles.search),
      'user.alerts': each(alerts.list),
      'user.change-password': each(createPasswordChange(dependencies)),
      'user.delete': each(deletions.start),
      'user.remind-deletion': each(deletions.remind),
      'user.deletion-done': each(deletions.report),
      'user.deletion': each(deletions.progress),
    },
  });
  const routes = {
    'kakao.user.user.REQUEST': requests,
    'kakao.abuse.ALERT': recordRoute({ ...dependencies, schema: alert, handle: alerts.keep }),
  };
  const reader = await startConsumer({ ...dependencies, group: 'user', routes });
  const reminders = startReminders({ ...dependencies, listOpen: deletions.listOpen });
  return {
    async [Symbol.asyncDispose]() {
      reminders[Symbol.dispose]();
      await reader.stop();
    },
  };
}
