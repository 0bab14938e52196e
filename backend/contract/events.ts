import { z } from 'zod';
import { alert } from './alert.ts';
import { deletionId } from './deletion.ts';
import { errorBody } from './errors.ts';
import { clientMessageId, position, roomId, seq, sessionId, timestamp, userId } from './ids.ts';
import { mention } from './message.ts';
import { roomChange } from './room.ts';
import { typing } from './signals.ts';
import { profile } from './user.ts';

/** People read on; the unread numbers of the messages up to their `seq` fall. */
export const roomRead = z.object({
  type: z.literal('read'),
  roomId,
  reads: z.array(z.object({ userId, seq: position })),
});

/** The same as the log carries it: the readers' other devices need to know what is left. */
const roomReadRecord = roomRead.extend({
  reads: z.array(z.object({ userId, seq: position, lastSeq: position, unread: z.int().min(0) })),
});

/** A room exists now (or again) for `userIds`. */
export const roomCreated = z.object({ type: z.literal('room.created'), roomId, userIds: z.array(userId) });

/** People are in the room from now on; the system message that says so follows in the room. */
const joined = z.object({ type: z.literal('joined'), roomId, userIds: z.array(userId) });

/** Somebody is not in the room any more: their subscriptions end with this. */
const left = z.object({ type: z.literal('left'), roomId, userId });

/** The room is gone, with everything in it. */
const roomRemoved = z.object({ type: z.literal('room.removed'), roomId, userIds: z.array(userId) });

/** Somebody put a direct or self room away: it is out of their list until there is a message, and nobody else notices. */
const roomHidden = z.object({ type: z.literal('room.hidden'), roomId, userId });

/** Title, notice or owner; absent is unchanged. */
const roomChanged = roomChange.extend({ type: z.literal('room.changed'), roomId });

/** Own settings of a room, changed on one of the user's devices. */
const roomSettings = z.object({
  type: z.literal('room.settings'),
  roomId,
  userId,
  muted: z.boolean(),
  favourite: z.boolean(),
});

const edited = z.object({
  type: z.literal('edited'),
  roomId,
  seq,
  message: z.string(),
  mentions: z.array(mention).optional(),
  editedAt: timestamp,
});
const unsent = z.object({ type: z.literal('unsent'), roomId, seq, unsentAt: timestamp });
const reacted = z.object({
  type: z.literal('reacted'),
  roomId,
  seq,
  userId,
  emoji: z.string(),
  /** False when the reaction was taken back. */
  on: z.boolean(),
});

/** Records of kakao.chat.EVENT, keyed by roomId. `userIds` of a change are those who have the room in their list. */
export const chatEvent = z.discriminatedUnion('type', [
  roomReadRecord,
  roomCreated,
  joined,
  left,
  roomRemoved,
  roomHidden,
  roomChanged.extend({ userIds: z.array(userId) }),
  roomSettings,
  edited,
  unsent,
  reacted,
]);
export type ChatEvent = z.infer<typeof chatEvent>;

/**
 * Records of kakao.user.EVENT, keyed by userId. The topic is compacted, so each one carries the whole profile:
 * whichever is kept, a new server rebuilds its copy from it.
 */
export const userEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('registered'), userId, profile, at: timestamp }),
  z.object({ type: z.literal('profile.changed'), userId, profile, at: timestamp }),
  z.object({ type: z.literal('session.ended'), userId, profile, at: timestamp, sessionId }),
  /** Everything of this user goes; each service reports to the user server when it is done (`user.deletion-done`). */
  z.object({ type: z.literal('deleted'), userId, deletionId, at: timestamp }),
]);
export type UserEvent = z.infer<typeof userEvent>;

/** Records of kakao.friend.EVENT, keyed by userId: one user's come in the order in which they happened. */
export const friendEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['friend.added', 'friend.changed', 'friend.removed']),
    userId,
    friendUserId: userId,
    /** How it stands after the change. */
    blocked: z.boolean(),
    at: timestamp,
  }),
  /** All whom the user blocks at this moment, for a server whose copy is made anew; nothing has happened. */
  z.object({ type: z.literal('friend.blocks'), userId, blockedUserIds: z.array(userId), at: timestamp }),
]);
export type FriendEvent = z.infer<typeof friendEvent>;

/** A refused SEND, told to its sender alone; the session stays up. */
export const refusedSend = errorBody.extend({
  type: z.literal('error'),
  destination: z.string(),
  roomId: roomId.optional(),
  clientMessageId: clientMessageId.optional(),
});

/** What arrives on /user/queue/events. */
export const personalEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('room.created'), roomId }),
  roomChanged,
  roomSettings.omit({ userId: true }),
  /** Of rooms whose messages the device is subscribed to, whether or not it follows their events. */
  edited,
  unsent,
  /** The user is out of the room, by themselves or by its owner; `removed` when the room itself is gone. */
  z.object({ type: z.literal('room.left'), roomId, removed: z.boolean() }),
  z.object({ type: z.literal('friend.changed'), friendUserId: userId }),
  z.object({ type: z.literal('profile.changed'), profile }),
  z.object({ type: z.literal('session.ended'), sessionId }),
  z.object({ type: z.literal('alert'), alert }),
  refusedSend,
]);
export type PersonalEvent = z.infer<typeof personalEvent>;

/** What arrives on /sub/chat/room/{roomId}/events. */
export const roomEvent = z.discriminatedUnion('type', [
  roomRead,
  joined,
  left,
  roomRemoved.omit({ userIds: true }),
  roomChanged,
  edited,
  unsent,
  reacted,
  typing,
]);
export type RoomEvent = z.infer<typeof roomEvent>;

/** Events that change a stored message. */
export type MessageChange = Extract<RoomEvent, { type: 'edited' | 'unsent' | 'reacted' }>;
