import { z } from 'zod';
import { alert } from './alert.ts';
import { friend, friendSettings } from './friend.ts';
import { clientMessageId, position, roomId, sessionId, userId } from './ids.ts';
import { limits } from './limits.ts';
import { chatMessage, chatPage, readPosition } from './message.ts';
import { newRoom, room } from './room.ts';
import type { RequestTopic } from './topics.ts';
import { avatar, nickname, profile, session, statusMessage } from './user.ts';

interface CommandSpec {
  topic: RequestTopic;
  request: z.ZodType;
  result: z.ZodType;
}

/** Keeps the literal types of one entry of the table. */
const command = <const C extends CommandSpec>(spec: C): C => spec;

/** A page asked for by place; `before` and `after` exclude the place itself. */
const pageLimit = z.int().min(1).max(limits.pageMost);

/** A password on its way through the log: encrypted for the user servers, never readable there. */
export const sealedText = z.string().max(4096).brand<'SealedText'>();
export type SealedText = z.infer<typeof sealedText>;

const generation = z.int().min(1);
const sessionState = z.object({ sessionId, generation, profile });

/**
 * Every command that crosses the log: its REQUEST topic, the value of the request record and the value of
 * an accepted answer. The command's name travels in the `type` header. All of them are safe to send again.
 */
export const commands = {
  'user.register': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, password: sealedText, nickname }),
    result: profile,
  }),
  'user.log-in': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, password: sealedText, device: z.string(), sessionId }),
    result: sessionState,
  }),
  'user.refresh': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, sessionId, generation }),
    result: sessionState,
  }),
  'user.log-out': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, sessionId }),
    result: z.object({}),
  }),
  'user.sessions': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId }),
    result: z.object({ sessions: z.array(session) }),
  }),
  'user.profile': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId }),
    result: profile,
  }),
  'user.change-profile': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({
      userId,
      nickname: nickname.optional(),
      statusMessage: statusMessage.optional(),
      avatar: avatar.optional(),
    }),
    result: profile,
  }),
  'user.search': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, query: z.string(), limit: pageLimit }),
    result: z.object({ users: z.array(profile) }),
  }),

  'user.alerts': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, limit: pageLimit }),
    result: z.object({ alerts: z.array(alert) }),
  }),

  'friend.list': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: z.object({ userId, after: z.string().optional(), limit: pageLimit }),
    result: z.object({ friends: z.array(friend) }),
  }),
  'friend.add': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: z.object({ userId, friendUserId: userId }),
    result: friend,
  }),
  'friend.change': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: friendSettings.extend({ userId, friendUserId: userId }),
    result: friend,
  }),
  'friend.remove': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: z.object({ userId, friendUserId: userId }),
    result: z.object({}),
  }),

  'room.create': command({
    topic: 'kakao.chat.room.REQUEST',
    /** `roomId` follows from the people (direct, self) or from the idempotency key (group), so it is the natural key. */
    request: z.object({ roomId, userId, room: newRoom }),
    result: room,
  }),
  'room.list': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ userId, before: z.string().optional(), limit: pageLimit }),
    result: z.object({ rooms: z.array(room), next: z.string().optional() }),
  }),
  'room.details': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId }),
    result: room,
  }),
  'room.settings': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({
      roomId,
      userId,
      muted: z.boolean().optional(),
      favourite: z.boolean().optional(),
    }),
    result: room,
  }),
  'room.read': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, seq: position }),
    result: readPosition,
  }),
  'room.position': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId }),
    result: readPosition,
  }),
  'chatRoom.enter': command({
    topic: 'kakao.chat.chatRoom.REQUEST',
    request: z.object({
      roomId,
      userId,
      endpoint: z.string(),
      before: position.optional(),
      after: position.optional(),
      limit: pageLimit,
    }),
    result: chatPage,
  }),
  'chatMessage.send': command({
    topic: 'kakao.chat.chatMessage.REQUEST',
    /** The text was checked by the front; a stored message is never checked by newer limits again. */
    request: z.object({ roomId, userId, clientMessageId, message: z.string() }),
    result: chatMessage,
  }),
} as const;

export type CommandType = keyof typeof commands;
export type CommandRequest<T extends CommandType> = z.infer<(typeof commands)[T]['request']>;
export type CommandResult<T extends CommandType> = z.infer<(typeof commands)[T]['result']>;
