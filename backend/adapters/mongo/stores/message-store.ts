import { Schema, trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { MessageRecord, MessageStore, RoomEnd, SentMessageKey } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';
import { type MessageDocument, messageSchema, toMessage, toMessageDocument } from './chat-documents.ts';
import { lastMessageOf } from './last-message.ts';

const marksSchema = new Schema<{ _id: string; count: number }>({ _id: String, count: Number }, schemaOptions);

export async function openMessageStore(database: MongoDatabase): Promise<MessageStore> {
  const messages = await database.collection('messages', messageSchema);
  const marks = await database.collection('marks', marksSchema);

  async function insertRooms(
    given: readonly MessageRecord[],
    effort: Parameters<typeof insertNew>[2],
  ): Promise<RoomId[]> {
    const taken = await insertNew(messages, given.map(toMessageDocument), effort);
    return taken.map((place) => given[place]?.roomId).filter((roomId) => roomId !== undefined);
  }

  /** When it resolves, everything that was read before is journaled: the journal keeps the order of the writes. */
  async function journalWhatWasRead(): Promise<void> {
    await marks.updateOne({ _id: 'read' }, { $inc: { count: 1 } }, { upsert: true });
  }

  return database.guard<MessageStore>({
    async ends(roomIds) {
      // One round trip for all rooms, one step of the index each. Any message serves to start the list from; without any,
      // all rooms are empty.
      const found = await messages.aggregate<{ roomId: RoomId; last: RoomEnd[] }>([
        { $limit: 1 },
        { $project: { _id: 0, roomId: { $literal: roomIds } } },
        { $unwind: '$roomId' },
        { $lookup: { ...lastMessageOf('$roomId', ['seq', 'textCount']), as: 'last' } },
      ]);
      const ends = new Map(found.map(({ roomId, last: [end] }) => [roomId, end]));
      return new Map(roomIds.map((roomId) => [roomId, toEnd(ends.get(roomId))]));
    },

    async findBySeq(roomId, seqs) {
      const found = await messages
        .find({ roomId, seq: anyOf(seqs) })
        .sort({ seq: 1 })
        .lean<MessageDocument[]>();
      return found.map(toMessage);
    },

    async findSent(keys) {
      const found = await messages
        .find({
          clientMessageId: anyOf(keys.map(({ clientMessageId }) => clientMessageId)),
          roomId: anyOf(keys.map(({ roomId }) => roomId)),
          userId: anyOf(keys.map(({ userId }) => userId)),
        })
        // The other index would walk through whole rooms.
        .hint({ clientMessageId: 1, roomId: 1, userId: 1 })
        .lean<MessageDocument[]>();
      const wanted = new Set(keys.map(sentKey));
      const sent = found.map(toMessage).filter((message) => wanted.has(sentKey(message)));
      // Whoever asks tells the sender that it is stored, perhaps of a write that somebody else has not seen the end of.
      if (sent.length > 0) await journalWhatWasRead();
      return sent;
    },

    async insert(given) {
      const rooms = [...Map.groupBy(given, ({ roomId }) => roomId).values()];
      // A message that is alone in its room has no rest that it could stop, so all such go in one round trip. The others
      // go room by room, each in order: in one unordered insert, 6 would be stored after 5 has failed.
      const alone = rooms.filter((room) => room.length === 1).flat();
      const several = rooms.filter((room) => room.length > 1);
      const conflicts = await Promise.all([
        insertRooms(alone, 'all'),
        ...several.map((room) => insertRooms(room, 'untilTaken')),
      ]);
      return { conflicts: new Set(conflicts.flat()) };
    },

    async page({ roomId, after, before, take, limit }) {
      const range = { $gt: after, ...(before === undefined ? {} : { $lt: before }) };
      const found = await messages
        .find({ roomId, seq: trusted(range) })
        .sort({ seq: take === 'first' ? 1 : -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      const page = found.map(toMessage);
      return take === 'first' ? page : page.reverse();
    },
  });
}

const toEnd = (found: RoomEnd | undefined): RoomEnd => ({
  seq: found?.seq ?? 0,
  textCount: found?.textCount ?? 0,
});

const anyOf = <V>(values: readonly V[]) => trusted({ $in: [...new Set(values)] });

const sentKey = ({ roomId, userId, clientMessageId }: SentMessageKey): string =>
  `${roomId} ${userId} ${clientMessageId}`;
