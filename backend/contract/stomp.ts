import { z } from 'zod';
import { personalEvent, roomEvent } from './events.ts';
import { position, type RoomId, roomId, type UserId, userId } from './ids.ts';
import { chatMessage, readPosition } from './message.ts';
import { outgoingMessage } from './outgoing-message.ts';
import { presence, presenceState } from './signals.ts';

/** Path of the WebSocket on the front. */
export const stompPath = '/stomp/chat';

/** Addresses a client subscribes to. */
export const subscribeTo = {
  room: (id: string) => `/sub/chat/room/${id}`,
  roomEvents: (id: string) => `/sub/chat/room/${id}/events`,
  personal: '/user/queue/events',
  readPosition: '/user/queue/read-position',
  presence: (id: string) => `/sub/presence/${id}`,
} as const;

/** Addresses a client sends to. */
export const sendTo = {
  room: (id: string) => `/pub/chat/room/${id}`,
  enter: '/pub/chat/enter',
  read: '/pub/chat/read',
  typing: '/pub/chat/typing',
  presence: '/pub/presence',
} as const;

/** Bodies of SEND frames, JSON. */
export const sendBodies = {
  room: outgoingMessage,
  enter: z.object({ roomId }),
  read: z.object({ roomId, seq: position }),
  typing: z.object({ roomId }),
  /**
   * How this connection is there. Whoever says nothing in the first second counts as online. `hidden`: nobody is told anything;
   * it is shown as offline.
   */
  presence: z.object({ state: z.enum([...presenceState.options, 'hidden']) }),
} as const;

/** Bodies of MESSAGE frames, JSON. */
export const messageBodies = {
  room: chatMessage,
  roomEvents: roomEvent,
  personal: personalEvent,
  readPosition: readPosition,
  presence: presence,
} as const;

export type Subscription =
  | { kind: 'room' | 'roomEvents'; roomId: RoomId }
  | { kind: 'presence'; userId: UserId }
  | { kind: 'personal' | 'readPosition' };
export type SendTarget = { kind: 'room'; roomId: RoomId } | { kind: SimpleSend };

type SimpleSend = Exclude<keyof typeof sendTo, 'room'>;
const simpleSends: readonly SimpleSend[] = ['enter', 'read', 'typing', 'presence'];

const roomPattern = /^\/(sub|pub)\/chat\/room\/([A-Za-z0-9_-]{1,64})(\/events)?$/;

/** What a SUBSCRIBE destination means; undefined when it is none of Maru's. */
export function parseSubscription(destination: string): Subscription | undefined {
  if (destination === subscribeTo.personal) return { kind: 'personal' };
  if (destination === subscribeTo.readPosition) return { kind: 'readPosition' };
  const watched = /^\/sub\/presence\/(.*)$/s.exec(destination);
  if (watched) return parsePresence(watched[1]);
  const match = roomPattern.exec(destination);
  if (match?.[1] !== 'sub') return undefined;
  return { kind: match[3] ? 'roomEvents' : 'room', roomId: match[2] as RoomId };
}

function parsePresence(id: string | undefined): Subscription | undefined {
  const parsed = userId.safeParse(id);
  return parsed.success ? { kind: 'presence', userId: parsed.data } : undefined;
}

/** What a SEND destination means; undefined when it is none of Maru's. */
export function parseSendTarget(destination: string): SendTarget | undefined {
  const simple = simpleSends.find((kind) => sendTo[kind] === destination);
  if (simple) return { kind: simple };
  const match = roomPattern.exec(destination);
  if (match?.[1] !== 'pub' || match[3]) return undefined;
  return { kind: 'room', roomId: match[2] as RoomId };
}
