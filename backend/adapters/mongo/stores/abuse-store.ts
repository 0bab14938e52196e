import { randomUUID } from 'node:crypto';
import { type Model, Schema, trusted } from 'mongoose';
import type { MessageId, UserId } from '../../../contract/index.ts';
import type { AbuseStore, SeenMessage, Suspect } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface SuspectDocument {
  /** The userId. */
  _id: string;
  version: number;
  /** The call that stored it. */
  savedBy: string;
  /** Time of the last message that is remembered. */
  newest: Date;
  seen: { messageId: string; at: Date; digest: string }[];
  last: Suspect['last'];
}

const seenSchema = new Schema(
  { messageId: String, at: Date, digest: String },
  { ...schemaOptions, _id: false },
);
const schema = new Schema<SuspectDocument>(
  {
    _id: String,
    version: Number,
    savedBy: String,
    newest: Date,
    seen: [seenSchema],
    last: Schema.Types.Mixed,
  },
  { ...schemaOptions, minimize: false },
);
schema.index({ newest: 1 });

export async function openAbuseStore(database: MongoDatabase): Promise<AbuseStore> {
  const stored = await database.collection('suspects', schema);

  return database.guard<AbuseStore>({
    async find(userIds) {
      const found = await stored.find({ _id: trusted({ $in: userIds }) }).lean<SuspectDocument[]>();
      return found.map(toSuspect);
    },

    async save(suspects) {
      const savedBy = randomUUID();
      const documents = suspects.map((suspect) => toDocument(suspect, savedBy));
      const lost = await Promise.all([
        addAll(
          stored,
          documents.filter(({ version }) => version === 1),
        ),
        replaceAll(
          stored,
          documents.filter(({ version }) => version > 1),
        ),
      ]);
      return new Set(lost.flat() as UserId[]);
    },

    async forget(before) {
      await stored.deleteMany({ newest: trusted({ $lt: new Date(before) }) });
    },

    async forgetUser(userId) {
      await stored.deleteOne({ _id: userId });
    },
  });
}

/** Gives the ids of the users whom another detector added first. */
async function addAll(stored: Model<SuspectDocument>, documents: SuspectDocument[]): Promise<string[]> {
  const taken = await insertNew(stored, documents, 'all');
  return taken.flatMap((place) => documents[place]?._id ?? []);
}

/**
 * Gives the ids of the users whom another detector changed first, or has changed again by now: it is no mistake to look
 * at those afresh as well.
 */
async function replaceAll(stored: Model<SuspectDocument>, documents: SuspectDocument[]): Promise<string[]> {
  if (documents.length === 0) return [];
  const { matchedCount } = await stored.bulkWrite(documents.map(toReplacement), { ordered: false });
  if (matchedCount === documents.length) return [];
  // The server says how many it replaced, not which.
  const ids = documents.map(({ _id }) => _id);
  const replaced = { _id: trusted({ $in: ids }), savedBy: documents[0]?.savedBy };
  const own = new Set(await stored.distinct('_id', replaced));
  return ids.filter((id) => !own.has(id));
}

function toReplacement({ _id, version, ...rest }: SuspectDocument) {
  const filter = { _id, version: version - 1 };
  return { updateOne: { filter, update: { $set: { version, ...rest } } } };
}

function toDocument({ userId, version, seen, last }: Suspect, savedBy: string): SuspectDocument {
  const newest = new Date(seen.at(-1)?.at ?? 0);
  return { _id: userId, version, savedBy, newest, seen: seen.map(toSeenDocument), last };
}

const toSeenDocument = ({ messageId, at, digest }: SeenMessage): SuspectDocument['seen'][number] => ({
  messageId,
  at: new Date(at),
  digest,
});

function toSuspect({ _id, version, seen, last }: SuspectDocument): Suspect {
  const messages = seen.map(({ messageId, at, digest }) => ({
    messageId: messageId as MessageId,
    at: at.getTime(),
    digest,
  }));
  return { userId: _id as UserId, seen: messages, last, version };
}
