import {
  MaruError,
  parseSendTarget,
  type SendTarget,
  sendBodies,
  toMaruError,
} from '../../../contract/index.ts';
import type { Logger } from '../../../runtime/index.ts';
import { type Refusal, refuse, type SentMessage, type StompSession } from '../../../stomp/index.ts';
import type { Ask } from '../ask.ts';
import type { Admit } from '../rate-limits.ts';
import type { MoveReadPosition } from '../read-moves.ts';
import { withTrace } from '../rest/trace.ts';
import type { Signals } from '../signals/index.ts';
import type { Principal } from '../tokens.ts';
import { parseInput } from '../validation.ts';
import { tellReadPosition, tellSession } from './people.ts';
import { refusedSend } from './refusals.ts';

type Session = StompSession<Principal>;

interface Dependencies {
  ask: Ask;
  admit: Admit;
  moveReadPosition: MoveReadPosition;
  logger: Logger;
  signals(): Signals;
  nextTrace(): string;
}

/** SEND frames: the RECEIPT says that it is done (for a message: stored); a refusal goes to the sender alone. */
export function createSends({ ask, admit, moveReadPosition, logger, signals, nextTrace }: Dependencies) {
  return (session: Session, message: SentMessage): Promise<Refusal | undefined> => {
    const trace = nextTrace();
    return withTrace(trace, () => answer(session, message, trace));
  };

  async function answer(
    session: Session,
    { destination, body }: SentMessage,
    trace: string,
  ): Promise<Refusal | undefined> {
    const target = parseSendTarget(destination);
    let content: unknown;
    try {
      if (!target) throw new MaruError('not_found');
      content = parseJson(body);
      await admit(target.kind === 'room' ? 'send' : 'other', session.principal.userId);
      await send(session, target, content);
      logger.debug({ 'trace.id': trace, destination }, 'A SEND was answered.');
      return undefined;
    } catch (cause) {
      const error = toMaruError(cause);
      if (error.status >= 500) logger.error({ error, 'trace.id': trace, destination }, 'A SEND failed.');
      const roomId = target?.kind === 'room' ? target.roomId : undefined;
      tellSession(session, refusedSend(error, { destination, roomId, body: content }));
      return refuse(error.code, error.message, { keepSession: true });
    }
  }

  async function send(session: Session, target: SendTarget, content: unknown): Promise<void> {
    const { userId } = session.principal;
    switch (target.kind) {
      case 'room': {
        const { roomId } = target;
        await ask('chatMessage.send', roomId, { roomId, userId, ...parseInput(sendBodies.room, content) });
        return;
      }
      case 'enter': {
        const { roomId } = parseInput(sendBodies.enter, content);
        const { joinedSeq: _, ...position } = await ask('room.position', roomId, { roomId, userId });
        return tellReadPosition(session, position);
      }
      case 'read': {
        const { roomId, seq } = parseInput(sendBodies.read, content);
        // The event that follows tells the new position to all of the user's devices, this one among them.
        await moveReadPosition(roomId, userId, seq);
        return;
      }
      case 'typing':
        return signals().type(session, parseInput(sendBodies.typing, content).roomId);
      case 'presence':
        signals().own.say(session, parseInput(sendBodies.presence, content).state);
        return;
    }
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new MaruError('malformed_json', { cause });
  }
}
