import { hash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { ChatMessage, ClientMessageId, MessageId, RoomId, UserId } from '../../../contract/index.ts';
import type { MessageRecord, SentMessageKey } from '../../../ports/index.ts';
import { given } from '../given.ts';
import { schemaOptions } from '../schema-options.ts';

export interface MessageDocument {
  /** `sentKey`: what makes sending again harmless is the one index that every collection has anyway. */
  _id: string;
  roomId: string;
  seq: number;
  messageId: string;
  clientMessageId: string;
  userId: string;
  nickname: string;
  message: string;
  kind: string;
  createdAt: Date;
  textCount: number;
  replySeq?: number;
  mentions?: ChatMessage['mentions'];
  forwarded?: boolean;
  reactions?: MessageRecord['reactions'];
  editedAt?: string;
  unsentAt?: string;
  system?: ChatMessage['system'];
}

export const messageSchema = new Schema<MessageDocument>(
  {
    _id: String,
    roomId: String,
    seq: Number,
    messageId: String,
    clientMessageId: String,
    userId: String,
    nickname: String,
    message: String,
    kind: String,
    createdAt: Date,
    textCount: Number,
    replySeq: Number,
    mentions: Schema.Types.Mixed,
    forwarded: Boolean,
    reactions: Schema.Types.Mixed,
    editedAt: String,
    unsentAt: String,
    system: Schema.Types.Mixed,
  },
  schemaOptions,
);
// The fence against a second writer; pages and last messages follow it too.
messageSchema.index({ roomId: 1, seq: 1 }, { unique: true });

/**
 * Begins with the time in a UUIDv7, so that those of a batch lie together in the index. The rest is a digest: an `_id` stays for
 * ever, and after its sender has deleted their account it must not say who that was. No id has a space in it.
 */
export const sentKey = ({ clientMessageId, roomId, userId }: SentMessageKey): string =>
  `${clientMessageId.slice(0, 13)} ${hash('sha256', `${clientMessageId} ${roomId} ${userId}`, 'base64url')}`;

export function toMessageDocument({ createdAt, ...rest }: MessageRecord): MessageDocument {
  return { _id: sentKey(rest), ...(given(rest) as typeof rest), createdAt: new Date(createdAt) };
}

export function toMessage({ _id, createdAt, mentions, reactions, ...found }: MessageDocument): MessageRecord {
  return {
    ...found,
    // Taking the last one out of a list leaves an empty one.
    ...(mentions?.length ? { mentions } : {}),
    ...(reactions?.length ? { reactions } : {}),
    roomId: found.roomId as RoomId,
    messageId: found.messageId as MessageId,
    clientMessageId: found.clientMessageId as ClientMessageId,
    userId: found.userId as UserId,
    kind: found.kind as ChatMessage['kind'],
    createdAt: createdAt.toISOString(),
  };
}
