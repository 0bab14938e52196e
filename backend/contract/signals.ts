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

/** Records of kakao.front.SIGNAL, between fronts: never stored, may be lost. Presence is keyed by userId. */
export const signal = z.discriminatedUnion('type', [
  typing,
  z.object({
    type: z.literal('presence'),
    userId,
    /** The connection it is about: a user is as present as the most present of their devices. */
    connectionId: z.string().max(64),
    state: presenceState,
    at: timestamp,
  }),
]);
export type Signal = z.infer<typeof signal>;
