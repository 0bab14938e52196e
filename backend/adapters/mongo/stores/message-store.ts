import { Schema, trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { MessageStore, RoomEnd } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';
import {
  type MessageDocument,
  messageSchema,
  sentKey,
  toMessage,
  toMessageDocument,
} from './chat-documents.ts';
import { lastMessageOf } from './last-message.ts';
import { messageAnonymising } from './message-anonymising.ts';
import { messageChanges } from './message-changes.ts';

const marksSchema = new Schema<{ _id: string; count: number }>({ _id: String, count: Number }, schemaOptions);

export async function openMessageStore(database: MongoDatabase): Promise<MessageStore> {
  const messages = await database.collection('messages', messageSchema);
  const marks = await database.collection('marks', marksSchema);

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
      const found = await messages.find({ _id: anyOf(keys.map(sentKey)) }).lean<MessageDocument[]>();
      // Whoever asks tells the sender that it is stored, perhaps of a write that somebody else has not seen the end of.
      if (found.length > 0) await journalWhatWasRead();
      // One whose sender is nobody now was not sent by whoever asks.
      return found.filter((each) => sentKey(toMessage(each)) === each._id).map(toMessage);
    },

    async insert(given) {
      const conflicts = new Set<RoomId>();
      // In order and all in one round trip: unordered, 6 would be stored after 5 has failed. A conflict is rare; it stops
      // the whole insert, and what is not of its room goes on in another one.
      for (let open = given; open.length > 0; ) {
        const [taken] = await insertNew(messages, open.map(toMessageDocument), 'untilTaken');
        const stopped = taken === undefined ? undefined : open[taken]?.roomId;
        if (taken === undefined || stopped === undefined) break;
        conflicts.add(stopped);
        open = open.slice(taken + 1).filter(({ roomId }) => roomId !== stopped);
      }
      return { conflicts };
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

    async removeUpTo(roomId, last, limit) {
      const found = await messages
        .find({ roomId, seq: trusted({ $lte: last }) }, { _id: 1 })
        .sort({ seq: 1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      if (found.length === 0) return 0;
      return (await messages.deleteMany({ _id: anyOf(found.map(({ _id }) => _id)) })).deletedCount;
    },

    ...messageChanges(messages, journalWhatWasRead),
    anonymise: messageAnonymising(messages),
  });
}

const toEnd = (found: RoomEnd | undefined): RoomEnd => ({
  seq: found?.seq ?? 0,
  textCount: found?.textCount ?? 0,
});

const anyOf = <V>(values: readonly V[]) => trusted({ $in: [...new Set(values)] });
