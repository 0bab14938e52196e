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
    /** The mark first: it knows the place, when the rest has to be done again. */
    async hideRoom({ roomId, userId, seq, requestId }, textCount) {
      const own = { _id: participantKey(roomId, userId), ...present };
      if (!(await participants.exists(own))) return;
      // A later mark stays, and a new one takes the place of an earlier one.
      await rooms.updateOne({ _id: roomId }, { $pull: { hidden: { userId, seq: trusted({ $lte: seq }) } } });
      await rooms.updateOne(
        { _id: roomId, 'hidden.userId': trusted({ $ne: userId }) },
        { $push: { hidden: { userId, seq, requestId } } },
      );
      const places = { joinedSeq: seq, joinedTextCount: textCount, readSeq: seq, readTextCount: textCount };
      await participants.updateOne(own, { $max: places });
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
