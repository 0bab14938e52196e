import { Schema, trusted } from 'mongoose';
import type { Notice, RoomId, RoomKind, UserId } from '../../../contract/index.ts';
import type { HiddenRoom, ParticipantRecord, RoomRecord, RoomRemoval } from '../../../ports/index.ts';
import { schemaOptions } from '../schema-options.ts';

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
  /** Only there when they have left: the document stays, so that nobody who comes late inserts it again. */
  left?: boolean;
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

export const participantSchema = new Schema<ParticipantDocument>(
  { ...participantFields, left: Boolean },
  schemaOptions,
);
participantSchema.index({ roomId: 1, userId: 1 }, { unique: true });
participantSchema.index({ userId: 1, roomId: 1 });

export interface RoomDocument {
  /** The roomId. */
  _id: string;
  kind: string;
  title: string;
  owner: string;
  notice?: Notice;
  createdAt: Date;
  changes: number;
  participantCount: number;
  /** Participants who may not have their documents yet; as long as this is there, the room is not visible. */
  joining?: ParticipantDocument[];
  /** Who has put the room away, and at which seq. */
  hidden?: { userId: string; seq: number; requestId: string }[];
  /** For ever, once the room was removed. */
  removed?: boolean;
  /** Until the removal has ended. */
  removal?: { at: Date; userIds: string[] };
}

export const roomSchema = new Schema<RoomDocument>(
  {
    _id: String,
    kind: String,
    title: String,
    owner: String,
    notice: Schema.Types.Mixed,
    createdAt: Date,
    changes: { type: Number, default: 0 },
    participantCount: Number,
    joining: { type: [participantFields], default: undefined },
    hidden: { type: [{ _id: false, userId: String, seq: Number, requestId: String }], default: undefined },
    removed: Boolean,
    removal: { type: { _id: false, at: Date, userIds: [String] }, default: undefined },
  },
  schemaOptions,
);
roomSchema.index({ 'removal.at': 1 }, { sparse: true });

/** Of the rooms: those that people see. */
export const visible = { joining: trusted({ $exists: false }), removed: trusted({ $exists: false }) };

/** Of the participants: those who have not left. */
export const present = { left: trusted({ $exists: false }) };

/** Neither id has a space in it. */
export const participantKey = (roomId: string, userId: string): string => `${roomId} ${userId}`;

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

export function toRoomDocument(room: RoomRecord, joining: ParticipantDocument[]): RoomDocument {
  const { roomId, createdAt, ...rest } = room;
  const participantCount = joining.length;
  return { _id: roomId, ...rest, createdAt: new Date(createdAt), participantCount, joining };
}

export function toRoom({ _id, kind, title, owner, notice, createdAt, changes }: RoomDocument): RoomRecord {
  return {
    roomId: _id as RoomId,
    kind: kind as RoomKind,
    title,
    owner: owner as UserId,
    ...(notice ? { notice } : {}),
    createdAt: createdAt.getTime(),
    // Rooms from before there were changes have none.
    changes: changes ?? 0,
  };
}

export const toHidden = ({ _id, hidden = [] }: RoomDocument): HiddenRoom[] =>
  hidden.map((mark) => ({ ...mark, roomId: _id as RoomId, userId: mark.userId as UserId }));

export function toRemoval({ _id, owner, removal }: RoomDocument): RoomRemoval | undefined {
  if (!removal) return undefined;
  const [roomId, at, userIds] = [_id as RoomId, removal.at.getTime(), removal.userIds as UserId[]];
  return { roomId, at, owner: owner as UserId, userIds };
}
