import { z } from 'zod';
import { messageId, position, roomId, seq, timestamp, userId } from './ids.ts';

/** Somebody as they were called at the time. */
export const person = z.object({ userId, nickname: z.string() });
export type Person = z.infer<typeof person>;

/** One emoji as people count them: flags, families and skin tones included. */
export const emoji = z.string().regex(/^\p{RGI_Emoji}$/v, 'one emoji');

/** A part of a text that names a participant, or everyone; places are UTF-16 units of the `message` that it comes with. */
export const mention = z.object({
  userId: z.union([userId, z.literal('all')]),
  start: position,
  length: z.int().min(1),
});
export type Mention = z.infer<typeof mention>;

/** The message that is answered, as it is now; its text is shortened, and empty when it was unsent. */
export const quote = person.extend({ seq, message: z.string(), unsentAt: timestamp.optional() });
export type Quote = z.infer<typeof quote>;

export const reaction = z.object({ emoji: z.string(), userIds: z.array(userId) });
export type Reaction = z.infer<typeof reaction>;

/** What a message of kind `system` says; clients put it into words. Its sender is who brought it about. */
export const systemNote = z.object({
  type: z.enum(['joined', 'left', 'removed', 'owner', 'title', 'notice']),
  /** Who joined, left, was removed or owns the room now. */
  people: z.array(person),
  /** The new title or notice; empty when it was taken away. */
  text: z.string().optional(),
});
export type SystemNote = z.infer<typeof systemNote>;

/** A stored chat message as clients and records know it. */
export const chatMessage = z
  .object({
    roomId,
    seq,
    messageId,
    /** Made by the client (UUIDv7), or for a system message by the server from what happened. */
    clientMessageId: z.uuid().brand<'ClientMessageId'>(),
    userId,
    nickname: z.string(),
    /** Empty in system messages and in those that were unsent. */
    message: z.string(),
    kind: z.enum(['text', 'system']),
    createdAt: timestamp,
    replyTo: quote.optional(),
    mentions: z.array(mention).optional(),
    /** Whether it was passed on from another conversation. */
    forwarded: z.boolean().optional(),
    reactions: z.array(reaction).optional(),
    editedAt: timestamp.optional(),
    unsentAt: timestamp.optional(),
    system: systemNote.optional(),
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof chatMessage>;

/** The answer to entering a room (seed flow "enter a room", step 4). Messages are in seq order. */
export const chatPage = z.object({
  /** The STOMP address to connect to. */
  endpoint: z.string(),
  chatRecord: z.object({
    userId,
    roomId,
    readSeq: position,
    lastSeq: position,
    chatMessage: z.array(chatMessage),
  }),
});
export type ChatPage = z.infer<typeof chatPage>;

/** Where a participant stands in a room; `unread` counts messages after the read position, system messages left out. */
export const readPosition = z.object({
  roomId,
  readSeq: position,
  lastSeq: position,
  unread: z.int().min(0),
});
export type ReadPosition = z.infer<typeof readPosition>;
