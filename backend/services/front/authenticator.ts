import { MaruError } from '../../contract/index.ts';
import type { EndedSessions } from './ended-sessions.ts';
import type { Principal, TokenIssuer } from './tokens.ts';

/** Who holds this access token. Rejects with `unauthenticated`, `token_expired` or `session_ended`. */
export type Authenticate = (token: string | undefined) => Promise<Principal>;

export function createAuthenticate(tokens: TokenIssuer, ended: EndedSessions): Authenticate {
  return async (token) => {
    if (!token) throw new MaruError('unauthenticated');
    const principal = await tokens.verifyAccess(token);
    if (ended.has(principal.sessionId)) throw new MaruError('session_ended');
    return principal;
  };
}

/** The token of an `Authorization: Bearer …` header (RFC 6750). */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +([\w.~+/=-]+)$/i.exec(header.trim())?.[1];
}
