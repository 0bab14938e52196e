import { alert } from '../../contract/index.ts';
import { createAlerts, createProfiles, createRegistration, createSessions } from '../../core/user/index.ts';
import type { AlertStore, UserStore } from '../../ports/index.ts';
import {
  commandRoute,
  createSealer,
  each,
  recordRoute,
  type ServerContext,
  startConsumer,
} from '../../runtime/index.ts';

export interface UserDependencies extends ServerContext {
  store: UserStore;
  alerts: AlertStore;
}

/** The user server: accounts, credentials, sessions, profiles, kept alerts (group `user`). */
export async function startUser(dependencies: UserDependencies): Promise<AsyncDisposable> {
  const openSealed = createSealer(dependencies.secret).open;
  const profiles = createProfiles(dependencies);
  const sessions = createSessions({ ...dependencies, openSealed });
  const alerts = createAlerts(dependencies.alerts);
  const requests = commandRoute({
    ...dependencies,
    handlers: {
      'user.register': each(createRegistration({ ...dependencies, openSealed })),
      'user.log-in': each(sessions.logIn),
      'user.refresh': each(sessions.refresh),
      'user.log-out': each(sessions.logOut),
      'user.sessions': each(sessions.list),
      'user.profile': each(profiles.read),
      'user.change-profile': each(profiles.change),
      'user.search': each(profiles.search),
      'user.alerts': each(alerts.list),
    },
  });
  const routes = {
    'kakao.user.user.REQUEST': requests,
    'kakao.abuse.ALERT': recordRoute({ ...dependencies, schema: alert, handle: alerts.keep }),
  };
  return startConsumer({ ...dependencies, group: 'user', routes });
}
