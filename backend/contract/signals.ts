import { z } from 'zod';
import { roomId, timestamp, userId } from './ids.ts';

/** How somebody is there. `hidden` shows as offline and is told to nobody. */
export const presenceState = z.enum(['online', 'away', 'offline']);
export type PresenceState = z.infer<typeof presenceState>;

/** Somebody's presence. `at` is when they were last seen; absent while nobody knows it. */
export const presence = z.object({ userId, state: presenceState, at: timestamp.optional() });
export type Presence = z.infer<typeof presence>;

/** Somebody is writing; it is of no use a few seconds later. */
export const typing = z.object({ type: z.literal('typing'), roomId, userId });

/** How one connection stands: a user is as present as the most present of their devices. */
export const connectionPresence = z.object({
  userId,
  connectionId: z.string().max(64),
  state: presenceState,
  /** When this was last so. */
  at: timestamp,
});
export type ConnectionPresence = z.infer<typeof connectionPresence>;

/**
 * Records of kakao.front.SIGNAL, between fronts: never stored, may be lost. Typing is keyed by roomId, presence by the front
 * that tells it, so that what one front says of a connection comes in order.
 */
export const signal = z.discriminatedUnion('type', [
  typing,
  z.object({ type: z.literal('presence'), connections: z.array(connectionPresence).max(500) }),
]);
export type Signal = z.infer<typeof signal>;
