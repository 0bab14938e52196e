import { z } from 'zod';
import { alert } from './alert.ts';
import { bookmark, bookmarkMarks } from './bookmark.ts';
import { deletingService, deletionId, deletionProgress } from './deletion.ts';
import { friend, friendSettings } from './friend.ts';
import { clientMessageId, position, roomId, seq, sessionId, timestamp, userId } from './ids.ts';
import { limits } from './limits.ts';
import { chatMessage, chatPage, emoji, mention, readPosition } from './message.ts';
import { newReport, report } from './report.ts';
import { newRoom, room, roomChange } from './room.ts';
import { searchHit } from './search.ts';
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
    request: z.object({
      userId,
      password: sealedText,
      device: z.string(),
      sessionId,
      /** Where it comes from: failed log-ins are counted per account and per address. */
      address: z.string().max(64),
    }),
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

  'user.change-password': command({
    topic: 'kakao.user.user.REQUEST',
    /** `sessionId` is the one that goes on; the others end. */
    request: z.object({ userId, sessionId, password: sealedText, newPassword: sealedText }),
    result: z.object({}),
  }),
  'user.delete': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, password: sealedText, deletionId }),
    result: deletionProgress,
  }),
  /** From the user servers themselves: tells a deletion again that takes long, in order with what else concerns the user. */
  'user.remind-deletion': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, deletionId }),
    result: z.object({}),
  }),
  /** From a service that has nothing of the user any more. */
  'user.deletion-done': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ userId, deletionId, service: deletingService }),
    result: z.object({}),
  }),
  'user.deletion': command({
    topic: 'kakao.user.user.REQUEST',
    request: z.object({ deletionId }),
    result: deletionProgress,
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
  /** Which of these people block the asker. */
  'friend.blockers': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: z.object({ userId, userIds: z.array(userId).max(limits.subscriptionsPerSession) }),
    result: z.object({ userIds: z.array(userId) }),
  }),
  /** Tells all of the user's blocks again (`friend.blocks`), in order with what the user changes meanwhile. */
  'friend.announce-blocks': command({
    topic: 'kakao.friend.friend.REQUEST',
    request: z.object({ userId }),
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
  /** Moves of several participants of one room: a front gathers those of a moment. Places without one are refusals. */
  'room.read': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({
      roomId,
      moves: z.array(z.object({ userId, seq: position })).max(limits.roomParticipants),
    }),
    result: z.object({ positions: z.array(readPosition.nullable()) }),
  }),
  /** Where a participant is in a room: what they have read, and after which seq the room begins for them. */
  'room.position': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId }),
    result: readPosition.extend({ joinedSeq: position }),
  }),
  'room.change': command({
    topic: 'kakao.chat.room.REQUEST',
    request: roomChange.extend({ roomId, userId }),
    result: room,
  }),
  /** `requestId` tells one request from the next: when it is handled again, what was said after it stays. */
  'room.remove': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, requestId: z.uuid() }),
    result: z.object({}),
  }),
  'room.invite': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, userIds: z.array(userId).max(limits.invitees) }),
    result: room,
  }),
  /** `leaverId` is the asker (leaving) or somebody else (removed by the owner). */
  'room.leave': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, leaverId: userId, requestId: z.uuid() }),
    result: z.object({}),
  }),
  'message.edit': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({
      roomId,
      userId,
      seq,
      message: z.string(),
      mentions: z.array(mention).optional(),
    }),
    result: chatMessage,
  }),
  'message.unsend': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, seq }),
    result: chatMessage,
  }),
  'message.react': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, seq, emoji, on: z.boolean() }),
    result: chatMessage,
  }),
  'message.search': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({
      userId,
      query: z.string(),
      roomId: roomId.optional(),
      sender: userId.optional(),
      from: timestamp.optional(),
      until: timestamp.optional(),
      before: z.string().optional(),
      limit: pageLimit,
    }),
    result: z.object({ hits: z.array(searchHit), next: z.string().optional() }),
  }),
  'bookmark.keep': command({
    topic: 'kakao.chat.room.REQUEST',
    request: bookmarkMarks.extend({ roomId, userId, seq }),
    result: bookmark,
  }),
  'bookmark.drop': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ roomId, userId, seq }),
    result: z.object({}),
  }),
  'bookmark.list': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({
      userId,
      query: z.string().optional(),
      label: z.string().optional(),
      before: z.string().optional(),
      limit: pageLimit,
    }),
    result: z.object({ bookmarks: z.array(bookmark), next: z.string().optional() }),
  }),
  'message.report': command({
    topic: 'kakao.chat.room.REQUEST',
    request: newReport.extend({ userId, reportId: z.uuid() }),
    result: report,
  }),
  /** Messages with a link, of all rooms of the user: a shelf of the drawer. */
  'message.links': command({
    topic: 'kakao.chat.room.REQUEST',
    request: z.object({ userId, before: z.string().optional(), limit: pageLimit }),
    result: z.object({ messages: z.array(chatMessage), next: z.string().optional() }),
  }),
  'chatRoom.enter': command({
    topic: 'kakao.chat.chatRoom.REQUEST',
    request: z.object({
      roomId,
      userId,
      endpoint: z.string(),
      before: position.optional(),
      after: position.optional(),
      /** Half a page before this place and half a page from it. */
      around: position.optional(),
      /** The same around the first message at or after this time. */
      at: timestamp.optional(),
      limit: pageLimit,
    }),
    result: chatPage,
  }),
  'chatMessage.send': command({
    topic: 'kakao.chat.chatMessage.REQUEST',
    /** The text was checked by the front; a stored message is never checked by newer limits again. */
    request: z.object({
      roomId,
      userId,
      clientMessageId,
      message: z.string(),
      replyTo: seq.optional(),
      mentions: z.array(mention).optional(),
      forwarded: z.boolean().optional(),
    }),
    result: chatMessage,
  }),
} as const;

export type CommandType = keyof typeof commands;
export type CommandRequest<T extends CommandType> = z.infer<(typeof commands)[T]['request']>;
export type CommandResult<T extends CommandType> = z.infer<(typeof commands)[T]['result']>;
