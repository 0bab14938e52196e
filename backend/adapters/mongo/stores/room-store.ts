import { trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { ParticipantRecord, ReadMove, RoomRecord, RoomStore } from '../../../ports/index.ts';
import { given as givenOf } from '../given.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { hiddenRooms } from './hidden-rooms.ts';
import {
  type ParticipantDocument,
  participantKey,
  participantSchema,
  present,
  type RoomDocument,
  roomSchema,
  toParticipant,
  toParticipantDocument,
  toRoom,
  toRoomDocument,
  visible,
} from './room-documents.ts';
import { roomList } from './room-list.ts';
import { roomParticipants } from './room-participants.ts';
import { roomRemovals } from './room-removals.ts';

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

  /** Whoever has left since keeps their document, so that coming late changes nothing for them. */
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

    async findMemberships(keys) {
      const roomIds = [...new Set(keys.map(({ roomId }) => roomId))];
      const memberKeys = [...new Set(keys.map(({ roomId, userId }) => participantKey(roomId, userId)))];
      const [foundRooms, members] = await Promise.all([
        rooms.find({ _id: trusted({ $in: roomIds }), ...visible }, { _id: 1 }).lean<RoomDocument[]>(),
        participants.find({ _id: trusted({ $in: memberKeys }), ...present }).lean<ParticipantDocument[]>(),
      ]);
      const visibleRooms = new Set(foundRooms.map(({ _id }) => _id as RoomId));
      // Of a room that is not visible, neither are the participants.
      const seen = members.map(toParticipant).filter(({ roomId }) => visibleRooms.has(roomId));
      return { rooms: visibleRooms, members: seen };
    },

    async roomIds(after, limit) {
      const found = await rooms
        .find({ ...visible, ...(after === undefined ? {} : { _id: trusted({ $gt: after }) }) }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<RoomDocument[]>();
      return found.map(({ _id }) => _id as RoomId);
    },

    listRooms: roomList(participants),

    async advanceReadPositions(moves) {
      if (moves.length > 0) await participants.bulkWrite(moves.map(toAdvance), { ordered: false });
    },

    async changeRoom(roomId, { title, notice, owner }) {
      const set = { ...givenOf({ title, owner }), ...(notice ? { notice } : {}) };
      const unset = notice === null ? { $unset: { notice: 1 as const } } : {};
      await rooms.updateOne({ _id: roomId, ...visible }, { $set: set, ...unset, $inc: { changes: 1 } });
    },

    ...roomParticipants(rooms, participants),
    ...hiddenRooms(rooms, participants),
    ...roomRemovals(rooms, participants),
  });
}

function toAdvance({ roomId, userId, seq, textCount }: ReadMove) {
  const filter = { _id: participantKey(roomId, userId), ...present };
  // Both only ever grow, and together.
  return { updateOne: { filter, update: { $max: { readSeq: seq, readTextCount: textCount } } } };
}
