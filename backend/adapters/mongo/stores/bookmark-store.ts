import { Schema, trusted } from 'mongoose';
import { nobody, type RoomId, type UserId } from '../../../contract/index.ts';
import type { BookmarkKey, BookmarkQuery, BookmarkRecord, BookmarkStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { containing } from '../patterns.ts';
import { schemaOptions } from '../schema-options.ts';

interface BookmarkDocument {
  /** `bookmarkKey` */
  _id: string;
  keeperId: string;
  roomId: string;
  seq: number;
  keptAt: Date;
  roomTitle: string;
  titleOf: string[];
  userId: string;
  nickname: string;
  message: string;
  createdAt: Date;
  labels: string[];
  note: string;
  foldedMessage: string;
  foldedTitle: string;
  foldedMarks: string;
}

const schema = new Schema<BookmarkDocument>(
  {
    _id: String,
    keeperId: String,
    roomId: String,
    seq: Number,
    keptAt: Date,
    roomTitle: String,
    titleOf: [String],
    userId: String,
    nickname: String,
    message: String,
    createdAt: Date,
    labels: [String],
    note: String,
    foldedMessage: String,
    foldedTitle: String,
    foldedMarks: String,
  },
  schemaOptions,
);
schema.index({ keeperId: 1, keptAt: -1, roomId: -1, seq: -1 });
schema.index({ userId: 1 });
schema.index({ titleOf: 1 });

/** None of the ids has a space in it. */
const bookmarkKey = ({ keeperId, roomId, seq }: BookmarkKey): string => `${keeperId} ${roomId} ${seq}`;

export async function openBookmarkStore(database: MongoDatabase): Promise<BookmarkStore> {
  const bookmarks = await database.collection('bookmarks', schema);

  return database.guard<BookmarkStore>({
    async find(key) {
      const found = await bookmarks.findOne({ _id: bookmarkKey(key) }).lean<BookmarkDocument>();
      return found ? toBookmark(found) : undefined;
    },

    async put(bookmark) {
      const { _id, ...content } = toDocument(bookmark);
      await bookmarks.updateOne({ _id }, { $set: content }, { upsert: true });
    },

    async drop(key) {
      await bookmarks.deleteOne({ _id: bookmarkKey(key) });
    },

    async list({ keeperId, part, label, before, limit }) {
      const conditions = [partCondition(part), beforeCondition(before)].filter((each) => each !== undefined);
      const found = await bookmarks
        .find({
          keeperId,
          ...(label === undefined ? {} : { labels: label }),
          ...(conditions.length > 0 ? { $and: conditions } : {}),
        })
        .sort({ keptAt: -1, roomId: -1, seq: -1 })
        .limit(limit)
        .lean<BookmarkDocument[]>();
      return found.map(toBookmark);
    },

    async forgetUser(userId) {
      await bookmarks.deleteMany({ keeperId: userId });
      await bookmarks.updateMany({ userId }, { $set: { ...nobody, message: '', foldedMessage: '' } });
      const untitled = { roomTitle: '', titleOf: [], foldedTitle: '' };
      await bookmarks.updateMany({ titleOf: userId }, { $set: untitled });
    },
  });
}

function partCondition(part: string | undefined) {
  if (part === undefined) return undefined;
  const pattern = containing(part);
  return { $or: [{ foldedMessage: pattern }, { foldedTitle: pattern }, { foldedMarks: pattern }] };
}

function beforeCondition(before: BookmarkQuery['before']) {
  if (!before) return undefined;
  const { roomId, seq } = before;
  const keptAt = new Date(before.keptAt);
  return {
    $or: [
      { keptAt: trusted({ $lt: keptAt }) },
      { keptAt, roomId: trusted({ $lt: roomId }) },
      { keptAt, roomId, seq: trusted({ $lt: seq }) },
    ],
  };
}

function toDocument({ folded, ...bookmark }: BookmarkRecord): BookmarkDocument {
  return {
    ...bookmark,
    _id: bookmarkKey(bookmark),
    keptAt: new Date(bookmark.keptAt),
    createdAt: new Date(bookmark.createdAt),
    foldedMessage: folded.message,
    foldedTitle: folded.title,
    foldedMarks: folded.marks,
  };
}

function toBookmark(found: BookmarkDocument): BookmarkRecord {
  const { _id, keptAt, createdAt, foldedMessage, foldedTitle, foldedMarks, ...rest } = found;
  return {
    ...rest,
    keeperId: rest.keeperId as UserId,
    roomId: rest.roomId as RoomId,
    userId: rest.userId as UserId,
    titleOf: rest.titleOf as UserId[],
    keptAt: keptAt.toISOString(),
    createdAt: createdAt.toISOString(),
    folded: { message: foldedMessage, title: foldedTitle, marks: foldedMarks },
  };
}
