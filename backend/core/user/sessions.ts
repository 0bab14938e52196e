import {
  accept,
  type CommandRequest,
  type CommandResult,
  type Handled,
  lifetimes,
  refuse,
  type Session,
} from '../../contract/index.ts';
import type { Account, Clock, SessionRecord, UserStore } from '../../ports/index.ts';
import type { CheckCredentials } from './credentials.ts';
import { profileOf, timestampOf, userEventOf } from './profiles.ts';

interface Dependencies {
  store: UserStore;
  clock: Clock;
  checkCredentials: CheckCredentials;
}

type SessionState = CommandResult<'user.log-in'>;

/**
 * Sessions and their refresh generations. The front signs tokens for {sessionId, generation}; here is decided which generation
 * is good. Generation n is good once; the one before is good for a grace of a minute more, because an answer can get lost,
 * and leads to the same next one. Anything older was used before: it was stolen or copied, and the session ends.
 */
export function createSessions({ store, clock, checkCredentials }: Dependencies) {
  return { logIn, refresh, logOut, list };

  async function logIn(request: CommandRequest<'user.log-in'>): Promise<Handled<SessionState>> {
    const checked = await checkCredentials(request);
    if (!checked.ok) return { outcome: checked };
    const now = clock.now();
    const { sessionId, userId, device } = request;
    await store.addSession({ sessionId, userId, device, generation: 1, createdAt: now, rotatedAt: now });
    return { outcome: accept({ sessionId, generation: 1, profile: profileOf(checked.value) }) };
  }

  async function refresh(request: CommandRequest<'user.refresh'>): Promise<Handled<SessionState>> {
    const [session, account] = await Promise.all([
      store.findSession(request.sessionId),
      store.findAccount(request.userId),
    ]);
    if (!account || session?.userId !== request.userId) return { outcome: refuse('session_ended') };
    const now = clock.now();
    if (session.endedAt !== undefined) return end(session, account, 'session_ended');
    if (now - session.rotatedAt > lifetimes.refreshToken * 1_000)
      return end(session, account, 'session_ended');
    if (request.generation === session.generation) return rotate(session, account, now);
    const inGrace = now - session.rotatedAt <= lifetimes.refreshGrace * 1_000;
    if (request.generation === session.generation - 1 && inGrace)
      return goOn(session, account, session.generation);
    return end(session, account, 'refresh_reused');
  }

  async function rotate(
    session: SessionRecord,
    account: Account,
    now: number,
  ): Promise<Handled<SessionState>> {
    if (await store.rotateSession(session.sessionId, session.generation, now)) {
      return goOn(session, account, session.generation + 1);
    }
    // Another server was faster: with the same token, which gives both callers the next generation, or with its end.
    const current = await store.findSession(session.sessionId);
    if (!current || current.endedAt !== undefined) return end(session, account, 'session_ended');
    return goOn(session, account, current.generation);
  }

  function goOn({ sessionId }: SessionRecord, account: Account, generation: number): Handled<SessionState> {
    return { outcome: accept({ sessionId, generation, profile: profileOf(account) }) };
  }

  async function end(session: SessionRecord, account: Account, code: 'session_ended' | 'refresh_reused') {
    await store.endSession(session.sessionId, clock.now());
    return { outcome: refuse(code), events: [ended(session, account)] };
  }

  async function logOut({
    userId,
    sessionId,
  }: CommandRequest<'user.log-out'>): Promise<Handled<Record<string, never>>> {
    const [session, account] = await Promise.all([store.findSession(sessionId), store.findAccount(userId)]);
    if (!account || session?.userId !== userId) return { outcome: refuse('session_not_found') };
    await store.endSession(sessionId, clock.now());
    return { outcome: accept({}), events: [ended(session, account)] };
  }

  function ended({ sessionId }: SessionRecord, account: Account) {
    return userEventOf(account, clock.now(), { type: 'session.ended', sessionId });
  }

  async function list({
    userId,
  }: CommandRequest<'user.sessions'>): Promise<Handled<{ sessions: Session[] }>> {
    const sessions = await store.listSessions(userId);
    return { outcome: accept({ sessions: sessions.map(sessionOf) }) };
  }
}

function sessionOf({ sessionId, device, createdAt, rotatedAt }: SessionRecord): Session {
  return { sessionId, device, createdAt: timestampOf(createdAt), lastSeenAt: timestampOf(rotatedAt) };
}
