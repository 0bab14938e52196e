import {
  MaruError,
  type PersonalEvent,
  type ReadPosition,
  type SessionId,
  subscribeTo,
  type UserId,
} from '../../../contract/index.ts';
import type { StompSession } from '../../../stomp/index.ts';
import type { Principal } from '../tokens.ts';
import { closeReason } from './refusals.ts';

type Session = StompSession<Principal>;
const json = { 'content-type': 'application/json' };

/** The STOMP sessions of this front by user: what concerns a person reaches each of their devices. */
export class People {
  readonly #sessions = new Map<UserId, Set<Session>>();

  enter(session: Session): void {
    const { userId } = session.principal;
    const sessions = this.#sessions.get(userId);
    if (sessions) sessions.add(session);
    else this.#sessions.set(userId, new Set([session]));
  }

  leave(session: Session): void {
    const { userId } = session.principal;
    const sessions = this.#sessions.get(userId);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#sessions.delete(userId);
  }

  /** To all devices of a user that are connected here. */
  tell(userId: UserId, event: PersonalEvent): void {
    for (const session of this.#sessions.get(userId) ?? []) tellSession(session, event);
  }

  /** How far a user has read, on whichever device. */
  tellReadPosition(userId: UserId, position: ReadPosition): void {
    for (const session of this.#sessions.get(userId) ?? []) tellReadPosition(session, position);
  }

  /** Ends all connections of somebody who deleted their account. */
  endAll(userId: UserId): void {
    for (const { principal } of [...(this.#sessions.get(userId) ?? [])])
      this.endSession(userId, principal.sessionId);
  }

  /** Ends the connections of a session that was logged out. */
  endSession(userId: UserId, sessionId: SessionId): void {
    for (const session of [...(this.#sessions.get(userId) ?? [])]) {
      if (session.principal.sessionId !== sessionId) continue;
      tellSession(session, { type: 'session.ended', sessionId });
      session.close(closeReason(new MaruError('session_ended')));
    }
  }
}

/** To one device. */
export function tellSession(session: Session, event: PersonalEvent): void {
  session.deliver(subscribeTo.personal, { body: JSON.stringify(event), headers: json });
}

/** The answer to /pub/chat/enter, and how far the user has read on another device. */
export function tellReadPosition(session: Session, position: ReadPosition): void {
  session.deliver(subscribeTo.readPosition, { body: JSON.stringify(position), headers: json });
}
