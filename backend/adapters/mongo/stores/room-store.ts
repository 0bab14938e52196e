import { trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { ParticipantRecord, ReadMove, RoomRecord, RoomStore } from '../../../ports/index.ts';
import { given } from '../given.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import {
  type ParticipantDocument,
  participantKey,
  participantSchema,
  type RoomDocument,
  roomSchema,
  toParticipant,
  toParticipantDocument,
  toRoom,
} from './chat-documents.ts';
import { roomList } from './room-list.ts';

const visible = { joining: trusted({ $exists: false }) };

export async function openRoomStore(database: MongoDatabase): Promise<RoomStore> {
  const rooms = await database.collection('rooms', roomSchema);
  const participants = await database.collection('participants', participantSchema);

  /**
   * Three writes, of which the first decides: the room with the names of all who are to be in it, not visible yet; their
   * own documents; the room becomes visible. Whoever finds a room between them finishes it, whichever server began it.
   */
  async function addRoom(room: RoomRecord, given: readonly ParticipantRecord[]): Promise<'added' | 'exists'> {
    const joining = given.map(toParticipantDocument);
    const taken = await insertNew(rooms, [toRoomDocument(room, joining)], 'all');
    const open = taken.length === 0 ? joining : await findJoining(room.roomId);
    if (open) await finish(room.roomId, open);
    return taken.length === 0 ? 'added' : 'exists';
  }

  async function findJoining(roomId: RoomId): Promise<ParticipantDocument[] | undefined> {
    return (await rooms.findOne({ _id: roomId }).lean<RoomDocument>())?.joining;
  }

  async function finish(roomId: RoomId, joining: readonly ParticipantDocument[]): Promise<void> {
    await insertNew(participants, joining, 'all');
    await rooms.updateOne({ _id: roomId }, { $unset: { joining: 1 } });
  }

  return database.guard<RoomStore>({
    addRoom,

    async findRoom(roomId) {
      const found = await rooms.findOne({ _id: roomId, ...visible }).lean<RoomDocument>();
      return found ? toRoom(found) : undefined;
    },

    async findParticipants(roomId) {
      const found = await participants.find({ roomId }).sort({ userId: 1 }).lean<ParticipantDocument[]>();
      return found.map(toParticipant);
    },

    async findParticipant(roomId, userId) {
      const key = participantKey(roomId, userId);
      const found = await participants.findOne({ _id: key }).lean<ParticipantDocument>();
      return found ? toParticipant(found) : undefined;
    },

    async findMemberships(keys) {
      const roomIds = [...new Set(keys.map(({ roomId }) => roomId))];
      const memberKeys = [...new Set(keys.map(({ roomId, userId }) => participantKey(roomId, userId)))];
      const [foundRooms, members] = await Promise.all([
        rooms.find({ _id: trusted({ $in: roomIds }), ...visible }, { _id: 1 }).lean<RoomDocument[]>(),
        participants.find({ _id: trusted({ $in: memberKeys }) }).lean<ParticipantDocument[]>(),
      ]);
      const visibleRooms = new Set(foundRooms.map(({ _id }) => _id as RoomId));
      // Of a room that is not visible yet, neither are the participants.
      const seen = members.map(toParticipant).filter(({ roomId }) => visibleRooms.has(roomId));
      return { rooms: visibleRooms, members: seen };
    },

    listRooms: roomList(participants),

    async advanceReadPositions(moves) {
      if (moves.length > 0) await participants.bulkWrite(moves.map(toAdvance), { ordered: false });
    },

    async changeParticipant(roomId, userId, { muted, favourite }) {
      const changed = await participants
        .findOneAndUpdate(
          { _id: participantKey(roomId, userId) },
          { $set: given({ muted, favourite }) },
          { returnDocument: 'after' },
        )
        .lean<ParticipantDocument>();
      return changed ? toParticipant(changed) : undefined;
    },
  });
}

function toRoomDocument(room: RoomRecord, joining: ParticipantDocument[]): RoomDocument {
  const { roomId, kind, title, owner, createdAt } = room;
  const participantCount = joining.length;
  return {
    _id: roomId,
    kind,
    title,
    owner,
    createdAt: new Date(createdAt),
    participantCount,
    joining,
  };
}

function toAdvance({ roomId, userId, seq, textCount }: ReadMove) {
  const filter = { _id: participantKey(roomId, userId) };
  // Both only ever grow, and together.
  return { updateOne: { filter, update: { $max: { readSeq: seq, readTextCount: textCount } } } };
}
