import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  lifetimes,
  MaruError,
  type Profile,
  type SessionId,
  sessionId,
  type Tokens,
  type UserId,
  userId,
} from '../../contract/index.ts';
import type { Clock } from '../../ports/index.ts';
import { deriveKey } from '../../runtime/index.ts';

/** Who a request speaks for. */
export interface Principal {
  userId: UserId;
  sessionId: SessionId;
}

const principal = z.object({ userId, sessionId });
const refreshClaims = principal.extend({ generation: z.int().min(1) });
export type RefreshClaims = z.infer<typeof refreshClaims>;

const algorithm = 'HS256';

/**
 * Access and refresh tokens: JWTs (RFC 7519) that any front signs and checks by itself, with a key of its own for each kind.
 * Times are the injected clock's.
 */
export function createTokens({ secret, clock }: { secret: string; clock: Clock }) {
  const accessKey = deriveKey(secret, 'access-token');
  const refreshKey = deriveKey(secret, 'refresh-token');
  /** Access tokens whose signature was checked: a client shows the same one with every request. */
  const verified = new LRUCache<string, { principal: Principal; expiresAt: number }>({ max: 10_000 });

  return { issue, verifyAccess, verifyRefresh };

  async function issue(state: {
    sessionId: SessionId;
    generation: number;
    profile: Profile;
  }): Promise<Tokens> {
    const { sessionId, generation, profile } = state;
    const who = { userId: profile.userId, sessionId };
    const [accessToken, refreshToken] = await Promise.all([
      sign(who, accessKey, lifetimes.accessToken),
      sign({ ...who, generation }, refreshKey, lifetimes.refreshToken),
    ]);
    return { accessToken, refreshToken, expiresIn: lifetimes.accessToken, sessionId, user: profile };
  }

  function sign(claims: Record<string, unknown>, key: Uint8Array, lifetime: number): Promise<string> {
    const now = Math.floor(clock.now() / 1_000);
    const token = new SignJWT(claims).setProtectedHeader({ alg: algorithm });
    return token
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(key);
  }

  /** Rejects with `token_expired` or `unauthenticated`. */
  async function verifyAccess(token: string): Promise<Principal> {
    const known = verified.get(token);
    if (known && known.expiresAt > clock.now()) return known.principal;
    const claims = await verify(token, accessKey, 'token_expired');
    const who = principal.parse(claims);
    verified.set(token, { principal: who, expiresAt: (claims.exp ?? 0) * 1_000 });
    return who;
  }

  /** Rejects with `session_ended` or `unauthenticated`. */
  async function verifyRefresh(token: string): Promise<RefreshClaims> {
    return refreshClaims.parse(await verify(token, refreshKey, 'session_ended'));
  }

  async function verify(token: string, key: Uint8Array, expired: 'token_expired' | 'session_ended') {
    try {
      const currentDate = new Date(clock.now());
      return (await jwtVerify(token, key, { algorithms: [algorithm], currentDate })).payload;
    } catch (cause) {
      throw new MaruError(cause instanceof joseErrors.JWTExpired ? expired : 'unauthenticated', { cause });
    }
  }
}

export type TokenIssuer = ReturnType<typeof createTokens>;
