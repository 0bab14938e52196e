import { MaruError, parseSubscription, toMaruError } from '../../../contract/index.ts';
import type { Logger } from '../../../runtime/index.ts';
import {
  type Acceptance,
  accept,
  type ConnectRequest,
  type Refusal,
  type StompApplication,
  type StompSession,
  type StompSubscription,
} from '../../../stomp/index.ts';
import type { Ask } from '../ask.ts';
import { type Authenticate, bearerToken } from '../authenticator.ts';
import type { EndedSessions } from '../ended-sessions.ts';
import type { Admit } from '../rate-limits.ts';
import type { MoveReadPosition } from '../read-moves.ts';
import type { Signals } from '../signals/index.ts';
import type { Principal } from '../tokens.ts';
import type { People } from './people.ts';
import { closeReason } from './refusals.ts';
import type { RoomDeliveries } from './room-deliveries.ts';
import { createSends } from './sends.ts';

interface Dependencies {
  ask: Ask;
  moveReadPosition: MoveReadPosition;
  authenticate: Authenticate;
  admit: Admit;
  ended: EndedSessions;
  logger: Logger;
  /** An id for one SEND. */
  nextTrace(): string;
  people: People;
  /** Given late: deliveries need the server that this application makes. */
  deliveries(): RoomDeliveries;
  signals(): Signals;
}

type Session = StompSession<Principal>;

/** Maru's side of the STOMP server: who may connect, who may subscribe to what, what a SEND does. */
export function createStompApplication(dependencies: Dependencies): StompApplication<Principal> {
  const {
    admit,
    ask,
    moveReadPosition,
    authenticate,
    ended,
    logger,
    people,
    deliveries,
    signals,
    nextTrace,
  } = dependencies;
  return {
    authenticate: connect,
    onConnect,
    onSubscribe,
    onSend: createSends({ admit, ask, moveReadPosition, logger, signals, nextTrace }),
    onUnsubscribe,
    onClose,
    onError,
  };

  async function connect({ headers, passcode }: ConnectRequest): Promise<Acceptance<Principal> | Refusal> {
    try {
      const principal = await authenticate(
        bearerToken(headers.Authorization ?? headers.authorization) ?? passcode,
      );
      return accept(principal, { 'user-name': principal.userId });
    } catch (cause) {
      return closeReason(toMaruError(cause));
    }
  }

  function onConnect(session: Session): void {
    people.enter(session);
    signals().own.enter(session);
    // It may have ended between the check and now, when nobody here could be told.
    if (ended.has(session.principal.sessionId)) session.close(closeReason(new MaruError('session_ended')));
  }

  /** STOMP has only ERROR and close for a subscription that cannot be made (STOMP 1.2, "SUBSCRIBE"). */
  async function onSubscribe(
    session: Session,
    subscription: StompSubscription,
  ): Promise<Refusal | undefined> {
    const target = parseSubscription(subscription.destination);
    try {
      if (!target) throw new MaruError('not_found');
      if (target.kind === 'presence') signals().watches.add(target.userId, session, subscription);
      if (!('roomId' in target)) return undefined;
      const { kind, roomId } = target;
      const check = () => ask('room.position', roomId, { roomId, userId: session.principal.userId });
      await deliveries().admit({ roomId, subscription, watches: kind === 'room' }, check);
      return undefined;
    } catch (cause) {
      return closeReason(toMaruError(cause));
    }
  }

  function onUnsubscribe(session: Session, subscription: StompSubscription): void {
    const target = parseSubscription(subscription.destination);
    if (target?.kind === 'presence') signals().watches.remove(target.userId, session, subscription);
    if (target?.kind === 'room') deliveries().leave(target.roomId);
  }

  function onClose(session: Session): void {
    people.leave(session);
    signals().own.leave(session);
  }

  function onError(error: unknown): void {
    logger.error({ error }, 'A STOMP handler failed.');
  }
}
