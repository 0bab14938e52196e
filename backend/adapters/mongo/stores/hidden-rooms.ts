import { type Model, trusted } from 'mongoose';
import type { RoomStore } from '../../../ports/index.ts';
import {
  type ParticipantDocument,
  participantKey,
  present,
  type RoomDocument,
  toHidden,
  visible,
} from './room-documents.ts';

/** Rooms that their participants have put away: a mark in the room, so that a look at rooms finds it. */
export function hiddenRooms(
  rooms: Model<RoomDocument>,
  participants: Model<ParticipantDocument>,
): Pick<RoomStore, 'hideRoom' | 'showRoom' | 'findHidden'> {
  return {
    async hideRoom(roomId, userId, { seq, textCount }) {
      const places = { joinedSeq: seq, joinedTextCount: textCount, readSeq: seq, readTextCount: textCount };
      const key = participantKey(roomId, userId);
      const { matchedCount } = await participants.updateOne({ _id: key, ...present }, { $max: places });
      if (matchedCount === 0) return;
      // Two marks of one person would do no harm: the highest counts.
      await rooms.updateOne({ _id: roomId }, { $pull: { hidden: { userId, seq: trusted({ $lte: seq }) } } });
      await rooms.updateOne(
        { _id: roomId, 'hidden.userId': trusted({ $ne: userId }) },
        { $push: { hidden: { userId, seq } } },
      );
    },

    async showRoom(roomId, userIds) {
      await rooms.updateOne(
        { _id: roomId },
        { $pull: { hidden: { userId: trusted({ $in: [...userIds] }) } } },
      );
    },

    async findHidden(roomIds) {
      const found = await rooms
        .find({
          _id: trusted({ $in: [...new Set(roomIds)] }),
          ...visible,
          'hidden.0': trusted({ $exists: true }),
        })
        .lean<RoomDocument[]>();
      return found.flatMap(toHidden);
    },
  };
}
