import type { Model, PipelineStage } from 'mongoose';
import type { RoomListEntry, RoomListPlace, RoomStore } from '../../../ports/index.ts';
import { type MessageDocument, toMessage } from './chat-documents.ts';
import { lastMessageOf } from './last-message.ts';
import { type ParticipantDocument, type RoomDocument, toParticipant, toRoom } from './room-documents.ts';

type Found = ParticipantDocument & {
  room: RoomDocument;
  last?: MessageDocument;
  first: ParticipantDocument[];
};

/**
 * The chat list in one round trip. A room's last activity is found by one step of an index to its last message, so sending
 * writes nothing for it.
 */
export function roomList(participants: Model<ParticipantDocument>): RoomStore['listRooms'] {
  return async (userId, before, limit) => {
    const found = await participants.aggregate<Found>([
      { $match: { userId: { $eq: userId }, left: { $exists: false } } },
      { $lookup: { from: 'rooms', localField: 'roomId', foreignField: '_id', as: 'room' } },
      { $unwind: '$room' },
      { $match: { 'room.joining': { $exists: false }, 'room.removed': { $exists: false } } },
      { $lookup: { ...lastMessageOf('$roomId'), as: 'last' } },
      { $addFields: { last: { $arrayElemAt: ['$last', 0] } } },
      { $match: { $expr: { $not: [{ $gt: [{ $size: marksOfReader }, 0] }] } } },
      { $addFields: { activity: { $ifNull: ['$last.createdAt', '$room.createdAt'] } } },
      ...(before ? [strictlyBefore(before)] : []),
      { $sort: { activity: -1, roomId: -1 } },
      { $limit: limit },
      { $lookup: { ...firstParticipants, as: 'first' } },
    ]);
    return found.map(toEntry);
  };
}

function strictlyBefore({ activity, roomId }: RoomListPlace): PipelineStage.Match {
  const at = new Date(activity);
  return { $match: { $or: [{ activity: { $lt: at } }, { activity: at, roomId: { $lt: roomId } }] } };
}

/** The reader's marks on a room that they put away and that has had no message since. */
const marksOfReader = {
  $filter: {
    input: { $ifNull: ['$room.hidden', []] },
    as: 'mark',
    cond: {
      $and: [{ $eq: ['$$mark.userId', '$userId'] }, { $gte: ['$$mark.seq', { $ifNull: ['$last.seq', 0] }] }],
    },
  },
};

const firstParticipants = {
  from: 'participants',
  let: { roomId: '$roomId' },
  pipeline: [
    { $match: { $expr: { $eq: ['$roomId', '$$roomId'] }, left: { $exists: false } } },
    { $sort: { userId: 1 } as const },
    { $limit: 5 },
  ],
};

function toEntry({ room, last, first, ...own }: Found): RoomListEntry {
  return {
    room: toRoom(room),
    own: toParticipant(own),
    participantCount: room.participantCount,
    firstParticipants: first.map(toParticipant),
    lastMessage: last && toMessage(last),
  };
}
