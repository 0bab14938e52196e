import { z } from 'zod';
import { alert } from './alert.ts';
import { errorBody } from './errors.ts';
import { clientMessageId, position, roomId, sessionId, timestamp, userId } from './ids.ts';
import { profile } from './user.ts';

/** Somebody read on; the unread numbers of the messages up to `seq` fall. */
export const roomRead = z.object({ type: z.literal('read'), roomId, userId, seq: position });

/** A room exists now (or again) for `userIds`. */
export const roomCreated = z.object({
  type: z.literal('room.created'),
  roomId,
  userIds: z.array(userId),
});

/** The same as the log carries it: the reader's other devices need to know what is left. */
const roomReadRecord = roomRead.extend({ lastSeq: position, unread: z.int().min(0) });

/** Records of kakao.chat.EVENT, keyed by roomId. */
export const chatEvent = z.discriminatedUnion('type', [roomReadRecord, roomCreated]);
export type ChatEvent = z.infer<typeof chatEvent>;

/**
 * Records of kakao.user.EVENT, keyed by userId. The topic is compacted, so each one carries the whole profile:
 * whichever is kept, a new server rebuilds its copy from it.
 */
export const userEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('registered'), userId, profile, at: timestamp }),
  z.object({ type: z.literal('profile.changed'), userId, profile, at: timestamp }),
  z.object({ type: z.literal('session.ended'), userId, profile, at: timestamp, sessionId }),
]);
export type UserEvent = z.infer<typeof userEvent>;

/** Records of kakao.friend.EVENT, keyed by userId. */
export const friendEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('friend.added'), userId, friendUserId: userId, at: timestamp }),
  z.object({ type: z.literal('friend.changed'), userId, friendUserId: userId, at: timestamp }),
  z.object({ type: z.literal('friend.removed'), userId, friendUserId: userId, at: timestamp }),
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
  z.object({ type: z.literal('friend.changed'), friendUserId: userId }),
  z.object({ type: z.literal('profile.changed'), profile }),
  z.object({ type: z.literal('session.ended'), sessionId }),
  z.object({ type: z.literal('alert'), alert }),
  refusedSend,
]);
export type PersonalEvent = z.infer<typeof personalEvent>;

/** What arrives on /sub/chat/room/{roomId}/events. */
export const roomEvent = roomRead;
export type RoomEvent = z.infer<typeof roomEvent>;
