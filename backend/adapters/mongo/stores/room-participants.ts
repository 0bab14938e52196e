import { type Model, trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { ParticipantRecord, RoomStore } from '../../../ports/index.ts';
import { given } from '../given.ts';
import { insertNew } from '../insert-new.ts';
import {
  type ParticipantDocument,
  participantKey,
  present,
  type RoomDocument,
  toParticipant,
  toParticipantDocument,
  visible,
} from './room-documents.ts';

type Coming = Pick<
  RoomStore,
  | 'addParticipants'
  | 'removeParticipant'
  | 'findLeft'
  | 'forgetParticipant'
  | 'roomsEverOf'
  | 'findParticipant'
  | 'findParticipants'
  | 'placesOf'
  | 'changeParticipant'
>;

/** People who come and go. The document of who left stays, with a mark. */
export function roomParticipants(
  rooms: Model<RoomDocument>,
  participants: Model<ParticipantDocument>,
): Coming {
  const isVisible = (roomId: RoomId) => rooms.exists({ _id: roomId, ...visible });

  /**
   * Counts after the change, and again until the number that was written is the number that is there: of several who do so at
   * once, whoever writes last has counted after everybody's change, or counts once more.
   */
  async function recount(roomId: RoomId): Promise<void> {
    for (let written: number | undefined; ; ) {
      const participantCount = await participants.countDocuments({ roomId, ...present });
      if (participantCount === written) return;
      await rooms.updateOne({ _id: roomId }, { $set: { participantCount } });
      written = participantCount;
    }
  }

  return {
    async addParticipants(roomId, coming) {
      if (coming.length === 0 || !(await isVisible(roomId))) return;
      const known = await insertNew(participants, coming.map(toParticipantDocument), 'all');
      const back = known.map((place) => coming[place]).filter((record) => record !== undefined);
      if (back.length > 0) await participants.bulkWrite(back.map(toReturn), { ordered: false });
      await recount(roomId);
    },

    async removeParticipant(roomId, userId) {
      await participants.updateOne({ _id: participantKey(roomId, userId) }, { $set: { left: true } });
      await recount(roomId);
    },

    async forgetParticipant(roomId, userId) {
      await participants.deleteOne({ _id: participantKey(roomId, userId) });
      await rooms.updateOne({ _id: roomId }, { $pull: { hidden: { userId } } });
      await recount(roomId);
    },

    async findLeft(roomId, userIds) {
      const keys = userIds.map((userId) => participantKey(roomId, userId));
      const found = await participants
        .find({ _id: trusted({ $in: keys }), left: true })
        .lean<ParticipantDocument[]>();
      return found.map(toParticipant);
    },

    async roomsEverOf(userId, after, limit) {
      const found = await participants
        .find({ userId, ...(after === undefined ? {} : { roomId: trusted({ $gt: after }) }) })
        .sort({ roomId: 1 })
        .limit(limit)
        .lean<ParticipantDocument[]>();
      return found.map(({ roomId, left = false }) => ({ roomId: roomId as RoomId, left }));
    },

    async findParticipants(roomId) {
      const [found, seen] = await Promise.all([
        participants
          .find({ roomId, ...present })
          .sort({ userId: 1 })
          .lean<ParticipantDocument[]>(),
        isVisible(roomId),
      ]);
      return seen ? found.map(toParticipant) : [];
    },

    async placesOf(userId) {
      const found = await participants.find({ userId, ...present }).lean<ParticipantDocument[]>();
      const ids = found.map(({ roomId }) => roomId);
      const seen = await rooms
        .find({ _id: trusted({ $in: ids }), ...visible }, { _id: 1 })
        .lean<RoomDocument[]>();
      const visibleIds = new Set(seen.map(({ _id }) => _id));
      return found.filter(({ roomId }) => visibleIds.has(roomId)).map(toParticipant);
    },

    async findParticipant(roomId, userId) {
      const [found, seen] = await Promise.all([
        participants.findOne({ _id: participantKey(roomId, userId), ...present }).lean<ParticipantDocument>(),
        isVisible(roomId),
      ]);
      return found && seen ? toParticipant(found) : undefined;
    },

    async changeParticipant(roomId, userId, { muted, favourite }) {
      if (!(await isVisible(roomId))) return undefined;
      const changed = await participants
        .findOneAndUpdate(
          { _id: participantKey(roomId, userId), ...present },
          { $set: given({ muted, favourite }) },
          { returnDocument: 'after' },
        )
        .lean<ParticipantDocument>();
      return changed ? toParticipant(changed) : undefined;
    },
  };
}

/** Only who left comes back. */
function toReturn(record: ParticipantRecord) {
  const { _id, ...place } = toParticipantDocument(record);
  return {
    updateOne: { filter: { _id, left: true }, update: { $set: place, $unset: { left: 1 as const } } },
  };
}
