import { LRUCache } from 'lru-cache';
import { type RoomId, type Signal, subscribeTo } from '../../../contract/index.ts';
import type { ServerContext } from '../../../runtime/index.ts';
import type { StompSession } from '../../../stomp/index.ts';
import type { Ask } from '../ask.ts';
import type { Principal } from '../tokens.ts';

type Session = StompSession<Principal>;

/** Milliseconds for which somebody who is writing in a room is not told again. */
const rest = 2_000;

/**
 * Tells every front that somebody writes; more often than every two seconds it is dropped without a word. Nobody waits for it,
 * and what is lost is lost. Rejects with a MaruError for who is no participant.
 */
export function createTyping({ log, logger, ask }: Pick<ServerContext, 'log' | 'logger'> & { ask: Ask }) {
  const told = new LRUCache<string, true>({ max: 100_000, ttl: rest });

  return async (session: Session, roomId: RoomId): Promise<void> => {
    const { userId } = session.principal;
    const key = `${userId} ${roomId}`;
    if (told.has(key)) return;
    told.set(key, true);
    try {
      // Whoever watches the room's events was let in as a participant, and leaving ends that.
      if (!watches(session, roomId)) await ask('room.position', roomId, { roomId, userId });
    } catch (error) {
      told.delete(key);
      throw error;
    }
    const value: Signal = { type: 'typing', roomId, userId };
    log
      .append([{ topic: 'kakao.front.SIGNAL', key: roomId, value: JSON.stringify(value) }])
      .catch((error: unknown) => logger.debug({ error }, 'A typing signal was lost.'));
  };
}

function watches(session: Session, roomId: RoomId): boolean {
  const destination = subscribeTo.roomEvents(roomId);
  for (const subscription of session.subscriptions())
    if (subscription.active && subscription.destination === destination) return true;
  return false;
}
