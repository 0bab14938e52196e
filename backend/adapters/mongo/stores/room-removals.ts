import { type Model, trusted } from 'mongoose';
import type { RoomRemoval, RoomRemovals } from '../../../ports/index.ts';
import {
  type ParticipantDocument,
  present,
  type RoomDocument,
  toRemoval,
  visible,
} from './room-documents.ts';

const open = { 'removal.at': trusted({ $exists: true }) };

/** A removed room keeps its document for ever; `removal` in it goes when everything else is gone. */
export function roomRemovals(
  rooms: Model<RoomDocument>,
  participants: Model<ParticipantDocument>,
): RoomRemovals {
  async function findRemoval(roomId: string): Promise<RoomRemoval | undefined> {
    const found = await rooms.findOne({ _id: roomId, ...open }).lean<RoomDocument>();
    return found ? toRemoval(found) : undefined;
  }

  return {
    findRemoval,

    async removeRoom(roomId, at) {
      const inside = await participants
        .find({ roomId, ...present }, { userId: 1 })
        .sort({ userId: 1 })
        .lean<ParticipantDocument[]>();
      const removal = { at: new Date(at), userIds: inside.map(({ userId }) => userId) };
      await rooms.updateOne(
        { _id: roomId, ...visible },
        { $set: { removed: true, removal, title: '' }, $unset: { notice: 1, hidden: 1 } },
      );
      return findRemoval(roomId);
    },

    async listRemovals(limit) {
      const found = await rooms.find(open).sort({ 'removal.at': 1 }).limit(limit).lean<RoomDocument[]>();
      return found.map(toRemoval).filter((removal) => removal !== undefined);
    },

    async clearParticipants(roomId, limit) {
      if (!(await rooms.exists({ _id: roomId, removed: true }))) return 0;
      const found = await participants
        .find({ roomId }, { _id: 1 })
        .limit(limit)
        .lean<ParticipantDocument[]>();
      if (found.length === 0) return 0;
      const ids = found.map(({ _id }) => _id);
      return (await participants.deleteMany({ _id: trusted({ $in: ids }) })).deletedCount;
    },

    async endRemoval(roomId) {
      await rooms.updateOne({ _id: roomId, removed: true }, { $set: { owner: '' }, $unset: { removal: 1 } });
    },

    async forgetRemovalsOf(userId) {
      await rooms.updateMany({ ...open, owner: userId }, { $set: { owner: '' } });
      await rooms.updateMany(
        { ...open, 'removal.userIds': userId },
        { $pull: { 'removal.userIds': userId } },
      );
    },
  };
}
