import {
  type DeletionProgress,
  type EndpointCall,
  type Endpoints,
  type ErrorCode,
  endpoints,
  type Profile,
  type UserId,
} from '../../backend/contract/index.ts';
import { attempt } from './attempt.ts';
import { backoff } from './backoff.ts';
import type { Http } from './http.ts';
import type { CachedUser, Clock, LocalCache } from './ports.ts';
import type { LogOutReason, SessionStore } from './stores/index.ts';
import type { TokenKeeper } from './token-keeper.ts';

export interface SessionOptions {
  http: Http;
  tokens: TokenKeeper;
  clock: Clock;
  random: () => number;
  store: SessionStore;
  cache: Pick<LocalCache, 'lastUser' | 'rememberUser'>;
  onStart(user: CachedUser): void;
  /** Called once per started session; resolves when nothing of it runs any more. */
  onEnd(reason: LogOutReason, userId: UserId): Promise<void>;
}

/** Who is logged in, and how that starts and ends. */
export interface SessionKeeper {
  signUp(input: EndpointCall<Endpoints['signUp']>['body'] & { device?: string }): Promise<Profile>;
  logIn(input: EndpointCall<Endpoints['logIn']>['body']): Promise<Profile>;
  restore(): Promise<void>;
  logOut(): Promise<void>;
  /** Ends the session, too. The server's word of that may come before its answer: the answer counts all the same. */
  deleteAccount(password: string): Promise<DeletionProgress>;
  /** Open to whoever knows the id: the session of the one who deleted their account is over. */
  deletionProgress(deletionId: string): Promise<DeletionProgress>;
  /** The server's word that the session is over. */
  end(code: ErrorCode): Promise<void>;
}

const reasons: Partial<Record<ErrorCode, LogOutReason>> = {
  session_ended: 'session_ended',
  refresh_reused: 'refresh_reused',
};

export function createSessionKeeper(options: SessionOptions): SessionKeeper {
  const { http, tokens, clock, random, store, cache } = options;
  const loggedIn = () => store.getState().status === 'loggedIn';

  function begin({ user, sessionId }: CachedUser): Profile {
    store.setState({ status: 'loggedIn', user, sessionId }, true);
    void cache.rememberUser({ user, sessionId }).catch(() => undefined);
    options.onStart({ user, sessionId });
    return user;
  }

  async function logIn(input: EndpointCall<Endpoints['logIn']>['body']): Promise<Profile> {
    const granted = await http(endpoints.logIn, { body: input });
    if (loggedIn()) await finish('logged_out');
    await tokens.adopt(granted);
    return begin(granted);
  }

  async function finish(reason: LogOutReason): Promise<void> {
    const before = store.getState();
    store.setState({ status: 'loggedOut', reason }, true);
    const ended = before.status === 'loggedIn' ? options.onEnd(reason, before.user.userId) : undefined;
    await Promise.all([tokens.forget(), ended]);
  }

  async function end(code: ErrorCode): Promise<void> {
    if (store.getState().status === 'loggedOut') return;
    await finish(reasons[code] ?? 'unauthenticated');
  }

  async function tellServer(): Promise<void> {
    const accessToken = await tokens.accessToken();
    await http(endpoints.logOut, { params: { sessionId: 'current' } }, { accessToken });
  }

  /** Goes on until the server has said yes or no: being offline at start is no reason to log anybody out. */
  async function restoreFrom(tries: number): Promise<void> {
    const result = await attempt(() => tokens.exchange());
    if (store.getState().status !== 'restoring') return;
    if (result.ok) return void begin(result.value);
    // A refusal for good was handled by `end`, through the token keeper.
    store.setState({ status: 'restoring', failure: result.code }, true);
    await new Promise<void>((resolve) => clock.after(backoff(tries, random), resolve));
    if (store.getState().status === 'restoring') await restoreFrom(tries + 1);
  }

  return {
    logIn,
    signUp: async ({ device, ...person }) => {
      await http(endpoints.signUp, { body: person });
      return logIn({
        userId: person.userId,
        password: person.password,
        ...(device === undefined ? {} : { device }),
      });
    },
    restore: async () => {
      if (store.getState().status !== 'starting') return;
      if (!(await tokens.hasStored())) return void store.setState({ status: 'loggedOut' }, true);
      // Who was here last sees what was last seen at once; whether the session still holds, its first call tells.
      const last = await cache.lastUser().catch(() => undefined);
      if (last) return void begin(last);
      store.setState({ status: 'restoring' }, true);
      await restoreFrom(0);
    },
    logOut: async () => {
      if (loggedIn()) await attempt(tellServer);
      await finish('logged_out');
    },
    deleteAccount: async (password) => {
      const accessToken = await tokens.accessToken();
      const progress = await http(endpoints.deleteAccount, { body: { password } }, { accessToken });
      await end('session_ended');
      return progress;
    },
    deletionProgress: (deletionId) => http(endpoints.deletion, { params: { deletionId } }),
    end,
  };
}
