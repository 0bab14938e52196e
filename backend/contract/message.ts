import { z } from 'zod';
import { clientMessageId, messageId, position, roomId, seq, timestamp, userId } from './ids.ts';
import { messageText } from './text.ts';

/** A stored chat message as clients, records and stores know it. */
export const chatMessage = z
  .object({
    roomId,
    seq,
    messageId,
    clientMessageId,
    userId,
    nickname: z.string(),
    message: z.string(),
    kind: z.enum(['text', 'system']),
    createdAt: timestamp,
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof chatMessage>;

/** What a client sends, by POST /chat/{roomId} or by STOMP SEND. */
export const outgoingMessage = z.object({ clientMessageId, message: messageText });
export type OutgoingMessage = z.infer<typeof outgoingMessage>;

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

/** Where a participant stands in a room; `unread` counts messages after the read position. */
export const readPosition = z.object({
  roomId,
  readSeq: position,
  lastSeq: position,
  unread: z.int().min(0),
});
export type ReadPosition = z.infer<typeof readPosition>;
