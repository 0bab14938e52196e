import { Schema, trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { SearchEntry, SearchIndex, SearchPlace, SearchQuery } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface EntryDocument {
  /** `entryKey` */
  _id: string;
  roomId: string;
  seq: number;
  at: Date;
  terms: string[];
}

const schema = new Schema<EntryDocument>(
  { _id: String, roomId: String, seq: Number, at: Date, terms: [String] },
  schemaOptions,
);
// Room and term first, so that a query touches the asker's rooms alone; then in the order of the answer.
schema.index({ roomId: 1, terms: 1, at: -1, seq: -1 });

/** A roomId has no space in it. */
const entryKey = (roomId: RoomId, seq: number): string => `${roomId} ${seq}`;

export async function openSearchIndex(database: MongoDatabase): Promise<SearchIndex> {
  const entries = await database.collection('searchEntries', schema);

  return database.guard<SearchIndex>({
    async put(given) {
      if (given.length > 0) await entries.bulkWrite(given.map(toUpsert), { ordered: true });
    },

    async remove(roomId, seqs) {
      await entries.deleteMany({ _id: trusted({ $in: seqs.map((seq) => entryKey(roomId, seq)) }) });
    },

    async removeWith(roomId, term) {
      await entries.deleteMany({ roomId, terms: term });
    },

    async removeUpTo(roomId, last) {
      await entries.deleteMany({ roomId, seq: trusted({ $lte: last }) });
    },

    async clear() {
      await entries.deleteMany({});
    },

    async find(query) {
      if (query.rooms.length === 0) return [];
      const found = await entries
        .find({ $and: conditionsOf(query) }, { _id: 0, roomId: 1, seq: 1, at: 1 })
        .sort({ at: -1, roomId: -1, seq: -1 })
        .limit(query.limit)
        .lean<EntryDocument[]>();
      return found.map(({ roomId, seq, at }) => ({ roomId: roomId as RoomId, seq, at: at.getTime() }));
    },
  });
}

function toUpsert({ roomId, seq, at, terms }: SearchEntry) {
  const update = { $set: { roomId, seq, terms: [...terms] }, $setOnInsert: { at: new Date(at) } };
  return { updateOne: { filter: { _id: entryKey(roomId, seq) }, update, upsert: true } };
}

function conditionsOf({ rooms, terms, from, until, before }: SearchQuery): object[] {
  const at = {
    ...(from === undefined ? {} : { $gte: new Date(from) }),
    ...(until === undefined ? {} : { $lt: new Date(until) }),
  };
  return [
    { $or: roomConditions(rooms) },
    { terms: trusted({ $all: [...terms] }) },
    ...(from === undefined && until === undefined ? [] : [{ at: trusted(at) }]),
    ...(before ? [beforeCondition(before)] : []),
  ];
}

/** Most people are in most rooms from the beginning on: those rooms in one list. */
function roomConditions(rooms: SearchQuery['rooms']): object[] {
  const whole = rooms.filter(({ after }) => after === 0).map(({ roomId }) => roomId);
  const later = rooms.filter(({ after }) => after > 0);
  return [
    ...(whole.length > 0 ? [{ roomId: trusted({ $in: whole }) }] : []),
    ...later.map(({ roomId, after }) => ({ roomId, seq: trusted({ $gt: after }) })),
  ];
}

function beforeCondition({ at: time, roomId, seq }: SearchPlace): object {
  const at = new Date(time);
  return {
    $or: [
      { at: trusted({ $lt: at }) },
      { at, roomId: trusted({ $lt: roomId }) },
      { at, roomId, seq: trusted({ $lt: seq }) },
    ],
  };
}
