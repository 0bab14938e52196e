import { z } from 'zod';
import { position, roomId, timestamp, userId } from './ids.ts';
import { limits } from './limits.ts';
import { chatMessage } from './message.ts';
import { optionalText, shortText } from './text.ts';
import { profile } from './user.ts';

export const roomKind = z.enum(['direct', 'group', 'self']);
export type RoomKind = z.infer<typeof roomKind>;

export const roomTitle = shortText(limits.titleGraphemes);

/** A participant with their place: unread numbers of messages follow from these positions. */
export const participant = profile
  .extend({
    /** The participant sees messages after this seq. */
    joinedSeq: position,
    readSeq: position,
    owner: z.boolean(),
  })
  .meta({ id: 'Participant' });
export type Participant = z.infer<typeof participant>;

/** What stands above the messages (공지). */
export const notice = z.object({ text: z.string(), userId, nickname: z.string(), at: timestamp });
export type Notice = z.infer<typeof notice>;

/** What the owner of a group may change; an empty notice takes it away, an empty title brings the names back. */
export const roomChange = z.object({
  title: optionalText(limits.titleGraphemes).optional(),
  notice: optionalText(limits.noticeGraphemes).optional(),
  owner: userId.optional(),
});
export type RoomChange = z.infer<typeof roomChange>;

/** A room as one participant sees it in the chat list. */
export const room = z
  .object({
    roomId,
    kind: roomKind,
    /** Empty unless somebody gave one: clients show the participants' names then. */
    title: z.string(),
    createdAt: timestamp,
    participantCount: z.int(),
    /** A few of the others, for the picture and the name of an untitled room; everyone in room details. */
    participants: z.array(participant),
    notice: notice.nullable(),
    lastMessage: chatMessage.nullable(),
    lastSeq: position,
    readSeq: position,
    unread: z.int().min(0),
    muted: z.boolean(),
    favourite: z.boolean(),
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof room>;

export const newRoom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('self') }),
  z.object({ kind: z.literal('direct'), userIds: z.array(userId).length(1) }),
  z.object({
    kind: z.literal('group'),
    userIds: z
      .array(userId)
      .min(1)
      .max(limits.roomParticipants - 1),
    title: roomTitle.optional(),
  }),
]);
export type NewRoom = z.infer<typeof newRoom>;
