import { z } from 'zod';
import { personalEvent, roomEvent } from './events.ts';
import { position, type RoomId, roomId } from './ids.ts';
import { chatMessage, outgoingMessage, readPosition } from './message.ts';

/** Path of the WebSocket on the front. */
export const stompPath = '/stomp/chat';

/** Addresses a client subscribes to. */
export const subscribeTo = {
  room: (id: string) => `/sub/chat/room/${id}`,
  roomEvents: (id: string) => `/sub/chat/room/${id}/events`,
  personal: '/user/queue/events',
  readPosition: '/user/queue/read-position',
} as const;

/** Addresses a client sends to. */
export const sendTo = {
  room: (id: string) => `/pub/chat/room/${id}`,
  enter: '/pub/chat/enter',
  read: '/pub/chat/read',
} as const;

/** Bodies of SEND frames, JSON. */
export const sendBodies = {
  room: outgoingMessage,
  enter: z.object({ roomId }),
  read: z.object({ roomId, seq: position }),
} as const;

/** Bodies of MESSAGE frames, JSON. */
export const messageBodies = {
  room: chatMessage,
  roomEvents: roomEvent,
  personal: personalEvent,
  readPosition: readPosition,
} as const;

export type Subscription =
  | { kind: 'room' | 'roomEvents'; roomId: RoomId }
  | { kind: 'personal' | 'readPosition' };
export type SendTarget = { kind: 'room'; roomId: RoomId } | { kind: 'enter' | 'read' };

const roomPattern = /^\/(sub|pub)\/chat\/room\/([A-Za-z0-9_-]{1,64})(\/events)?$/;

/** What a SUBSCRIBE destination means; undefined when it is none of Maru's. */
export function parseSubscription(destination: string): Subscription | undefined {
  if (destination === subscribeTo.personal) return { kind: 'personal' };
  if (destination === subscribeTo.readPosition) return { kind: 'readPosition' };
  const match = roomPattern.exec(destination);
  if (match?.[1] !== 'sub') return undefined;
  return { kind: match[3] ? 'roomEvents' : 'room', roomId: match[2] as RoomId };
}

/** What a SEND destination means; undefined when it is none of Maru's. */
export function parseSendTarget(destination: string): SendTarget | undefined {
  if (destination === sendTo.enter) return { kind: 'enter' };
  if (destination === sendTo.read) return { kind: 'read' };
  const match = roomPattern.exec(destination);
  if (match?.[1] !== 'pub' || match[3]) return undefined;
  return { kind: 'room', roomId: match[2] as RoomId };
}
