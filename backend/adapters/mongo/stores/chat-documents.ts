import { Schema, type Types } from 'mongoose';
import type {
  ChatMessage,
  ClientMessageId,
  MessageId,
  RoomId,
  RoomKind,
  UserId,
} from '../../../contract/index.ts';
import type { ParticipantRecord, RoomRecord } from '../../../ports/index.ts';
import { schemaOptions } from '../schema-options.ts';

export interface MessageDocument {
  _id?: Types.ObjectId;
  roomId: string;
  seq: number;
  messageId: string;
  clientMessageId: string;
  userId: string;
  nickname: string;
  message: string;
  kind: string;
  createdAt: Date;
}

export const messageSchema = new Schema<MessageDocument>(
  {
    roomId: String,
    seq: Number,
    messageId: String,
    clientMessageId: String,
    userId: String,
    nickname: String,
    message: String,
    kind: String,
    createdAt: Date,
  },
  schemaOptions,
);
// The fence against a second writer; pages and last messages follow it too.
messageSchema.index({ roomId: 1, seq: 1 }, { unique: true });
// By clientMessageId first: those of a batch were made lately, so they lie together at the end of the index.
messageSchema.index({ clientMessageId: 1, roomId: 1, userId: 1 }, { unique: true });

export interface ParticipantDocument {
  /** `participantKey`, so that the places of a batch are found by one list of keys. */
  _id: string;
  roomId: string;
  userId: string;
  joinedSeq: number;
  readSeq: number;
  muted: boolean;
  favourite: boolean;
}

const participantFields = {
  _id: String,
  roomId: String,
  userId: String,
  joinedSeq: Number,
  readSeq: Number,
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
  createdBy: string;
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
    createdBy: String,
    createdAt: Date,
    participantCount: Number,
    joining: { type: [participantFields], default: undefined },
  },
  schemaOptions,
);

/** Neither id has a space in it. */
export const participantKey = (roomId: string, userId: string): string => `${roomId} ${userId}`;

export function toMessageDocument(given: ChatMessage): MessageDocument {
  const { roomId, seq, messageId, clientMessageId, userId, nickname, message, kind, createdAt } = given;
  return {
    roomId,
    seq,
    messageId,
    clientMessageId,
    userId,
    nickname,
    message,
    kind,
    createdAt: new Date(createdAt),
  };
}

export function toMessage(found: MessageDocument): ChatMessage {
  return {
    roomId: found.roomId as RoomId,
    seq: found.seq,
    messageId: found.messageId as MessageId,
    clientMessageId: found.clientMessageId as ClientMessageId,
    userId: found.userId as UserId,
    nickname: found.nickname,
    message: found.message,
    kind: found.kind as ChatMessage['kind'],
    createdAt: found.createdAt.toISOString(),
  };
}

export function toParticipantDocument(given: ParticipantRecord): ParticipantDocument {
  const { roomId, userId, joinedSeq, readSeq, muted, favourite } = given;
  return { _id: participantKey(roomId, userId), roomId, userId, joinedSeq, readSeq, muted, favourite };
}

export function toParticipant(found: ParticipantDocument): ParticipantRecord {
  const { roomId, userId, joinedSeq, readSeq, muted, favourite } = found;
  return { roomId: roomId as RoomId, userId: userId as UserId, joinedSeq, readSeq, muted, favourite };
}

export function toRoom({ _id, kind, title, createdBy, createdAt }: RoomDocument): RoomRecord {
  return {
    roomId: _id as RoomId,
    kind: kind as RoomKind,
    title,
    createdBy: createdBy as UserId,
    createdAt: createdAt.getTime(),
  };
}
