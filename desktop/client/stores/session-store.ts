import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorCode, Profile, SessionId } from '../../../backend/contract/index.ts';

/** Why nobody is logged in. `logged_out` was the user's own wish; the others are the server's word. */
export type LogOutReason = 'logged_out' | 'session_ended' | 'refresh_reused' | 'unauthenticated';

export type SessionState =
  /** Before `restore` has looked for a stored session. */
  | { status: 'starting' }
  /** A stored session is being renewed; `failure` is why the last attempt failed (it goes on trying). */
  | { status: 'restoring'; failure?: ErrorCode }
  /** No `reason` at the very first start. */
  | { status: 'loggedOut'; reason?: LogOutReason }
  | { status: 'loggedIn'; user: Profile; sessionId: SessionId };

export type SessionStore = StoreApi<SessionState>;

export const createSessionStore = (): SessionStore =>
  createStore<SessionState>()((): SessionState => ({ status: 'starting' }));
