import { type ErrorCode, endpoints, MaruError, type Tokens } from '../../backend/contract/index.ts';
import type { Http } from './http.ts';
import type { Clock, TokenStorage } from './ports.ts';

/** Renewed this long before the end, so that a slow call does not arrive with a dead token. */
const margin = 30_000;

const endings: ReadonlySet<ErrorCode> = new Set(['session_ended', 'refresh_reused', 'unauthenticated']);

export interface TokenKeeperOptions {
  http: Http;
  storage: TokenStorage;
  clock: Clock;
  /** New tokens came, and with them the user's profile as it is now. */
  onRenewed?(tokens: Tokens): void;
  /** The server does not know the session any more. */
  onEnded(code: ErrorCode): void;
}

/** Holds the access token in memory and the refresh token in its storage; renews both, once at a time. */
export interface TokenKeeper {
  /** Takes the tokens of a log-in. */
  adopt(tokens: Tokens): Promise<void>;
  /** An access token that is good for a while. */
  accessToken(): Promise<string>;
  /** Another token than `stale`, which was refused. Calls that fail together share one exchange. */
  renew(stale: string): Promise<string>;
  /** Exchanges the stored refresh token; `unauthenticated` when there is none. */
  exchange(): Promise<Tokens>;
  hasStored(): Promise<boolean>;
  forget(): Promise<void>;
}

interface Held {
  accessToken: string;
  expiresAt: number;
}

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { http, storage, clock, onEnded } = options;
  let held: Held | undefined;
  let running: Promise<Tokens> | undefined;
  /** A rotated token that the storage could not take: the only good one while this page lives. */
  let unsaved: string | undefined;
  /** Changes when somebody logs in or out, so that a late exchange cannot bring a forgotten session back. */
  let era = 0;

  async function keep(tokens: Tokens): Promise<void> {
    unsaved = tokens.refreshToken;
    // Saved before use: were the page to die in between, the old token would look stolen to the server.
    await storage.save(tokens.refreshToken).then(
      () => (unsaved = undefined),
      () => undefined,
    );
    held = { accessToken: tokens.accessToken, expiresAt: clock.now() + tokens.expiresIn * 1000 };
  }

  async function exchangeOnce(): Promise<Tokens> {
    const started = era;
    // Read each time: another tab may have rotated it.
    const refreshToken = unsaved ?? (await storage.load());
    if (refreshToken === undefined) throw new MaruError('unauthenticated');
    const tokens = await http(endpoints.refreshSession, { body: { refreshToken } });
    if (started !== era) throw new MaruError('session_ended');
    await keep(tokens);
    options.onRenewed?.(tokens);
    return tokens;
  }

  async function exchangeAndTell(): Promise<Tokens> {
    const started = era;
    try {
      return await exchangeOnce();
    } catch (error) {
      if (started === era && error instanceof MaruError && endings.has(error.code)) onEnded(error.code);
      throw error;
    } finally {
      running = undefined;
    }
  }

  function exchange(): Promise<Tokens> {
    running ??= exchangeAndTell();
    return running;
  }

  async function renew(stale: string): Promise<string> {
    if (held && held.accessToken !== stale) return held.accessToken;
    return (await exchange()).accessToken;
  }

  return {
    adopt: async (tokens) => {
      era++;
      await keep(tokens);
    },
    accessToken: async () => {
      if (held && held.expiresAt - margin > clock.now()) return held.accessToken;
      return (await exchange()).accessToken;
    },
    renew,
    exchange,
    hasStored: async () => (await storage.load()) !== undefined,
    forget: async () => {
      era++;
      held = undefined;
      unsaved = undefined;
      await storage.clear();
    },
  };
}
