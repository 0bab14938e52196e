import { createProfiles, createRegistration, createSessions } from '../../core/user/index.ts';
import type { Clock, EventLog, UserStore } from '../../ports/index.ts';
import { commandRoute, createSealer, each, type Logger, startConsumer } from '../../runtime/index.ts';

export interface UserDependencies {
  log: EventLog;
  store: UserStore;
  clock: Clock;
  logger: Logger;
  secret: string;
}

/** The user server: accounts, credentials, sessions, profiles (group `user`). */
export async function startUser({
  log,
  store,
  clock,
  logger,
  secret,
}: UserDependencies): Promise<AsyncDisposable> {
  const openSealed = createSealer(secret).open;
  const profiles = createProfiles({ store, clock });
  const sessions = createSessions({ store, clock, openSealed });
  const route = commandRoute({
    log,
    clock,
    logger,
    handlers: {
      'user.register': each(createRegistration({ store, clock, openSealed })),
      'user.log-in': each(sessions.logIn),
      'user.refresh': each(sessions.refresh),
      'user.log-out': each(sessions.logOut),
      'user.sessions': each(sessions.list),
      'user.profile': each(profiles.read),
      'user.change-profile': each(profiles.change),
      'user.search': each(profiles.search),
    },
  });
  return startConsumer({ log, group: 'user', routes: { 'kakao.user.user.REQUEST': route }, logger });
}
