import { Schema } from 'mongoose';
import type {
  ChatMessage,
  ClientMessageId,
  MessageId,
  Notice,
  RoomId,
  RoomKind,
  UserId,
} from '../../../contract/index.ts';
import type { MessageRecord, ParticipantRecord, RoomRecord, SentMessageKey } from '../../../ports/index.ts';
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

/** No id has a space in it. By clientMessageId first: those of a batch were made lately, so they lie together in the index. */
export const sentKey = ({ clientMessageId, roomId, userId }: SentMessageKey): string =>
  `${clientMessageId} ${roomId} ${userId}`;

export interface ParticipantDocument {
  /** `participantKey`, so that the places of a batch are found by one list of keys. */
  _id: string;
  roomId: string;
  userId: string;
  joinedSeq: number;
  joinedTextCount: number;
  readSeq: number;
  readTextCount: number;
  muted: boolean;
  favourite: boolean;
}

const participantFields = {
  _id: String,
  roomId: String,
  userId: String,
  joinedSeq: Number,
  joinedTextCount: Number,
  readSeq: Number,
  readTextCount: Number,
  muted: Boolean,
  favourite: Boolean,
};

export const participantSchema = new Schema<ParticipantDocument>(participantFields, schemaOptions);
participantSchema.index({ roomId: 1, userId: 1 }, { unique: true });
participantSchema.index({ userId: 1 });

export interface RoomDocument {
  /** The roomId. */
  _id: string;
  kind: string;
  title: string;
  owner: string;
  notice?: Notice;
  createdAt: Date;
  participantCount: number;
  /** Participants who may not have their documents yet; as long as this is there, the room is not visible. */
  joining?: ParticipantDocument[];
}

export const roomSchema = new Schema<RoomDocument>(
  {
    _id: String,
    kind: String,
    title: String,
    owner: String,
    notice: Schema.Types.Mixed,
    createdAt: Date,
    participantCount: Number,
    joining: { type: [participantFields], default: undefined },
  },
  schemaOptions,
);

/** Neither id has a space in it. */
export const participantKey = (roomId: string, userId: string): string => `${roomId} ${userId}`;

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

export function toParticipantDocument(record: ParticipantRecord): ParticipantDocument {
  return { _id: participantKey(record.roomId, record.userId), ...record };
}

export function toParticipant(found: ParticipantDocument): ParticipantRecord {
  const { roomId, userId, joinedSeq, joinedTextCount, readSeq, readTextCount, muted, favourite } = found;
  return {
    roomId: roomId as RoomId,
    userId: userId as UserId,
    joinedSeq,
    joinedTextCount,
    readSeq,
    readTextCount,
    muted,
    favourite,
  };
}

export function toRoom({ _id, kind, title, owner, notice, createdAt }: RoomDocument): RoomRecord {
  return {
    roomId: _id as RoomId,
    kind: kind as RoomKind,
    title,
    owner: owner as UserId,
    ...(notice ? { notice } : {}),
    createdAt: createdAt.getTime(),
  };
}
