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
  { _id: String, version: Number, newest: Date, seen: [seenSchema], last: Schema.Types.Mixed },
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
      const documents = suspects.map(toDocument);
      const lost = await Promise.all([
        addNew(
          stored,
          documents.filter(({ version }) => version === 1),
        ),
        ...documents.filter(({ version }) => version > 1).map((document) => replaceOne(stored, document)),
      ]);
      return new Set(lost.flat() as UserId[]);
    },

    async forget(before) {
      await stored.deleteMany({ newest: trusted({ $lt: new Date(before) }) });
    },
  });
}

/** Both give the ids of the users for whom another detector was faster. */
async function addNew(stored: Model<SuspectDocument>, documents: SuspectDocument[]): Promise<string[]> {
  const taken = await insertNew(stored, documents, 'all');
  return taken.flatMap((place) => documents[place]?._id ?? []);
}

async function replaceOne(stored: Model<SuspectDocument>, document: SuspectDocument): Promise<string[]> {
  const { _id, version, newest, seen, last } = document;
  const known = { _id, version: version - 1 };
  const { matchedCount } = await stored.updateOne(known, { $set: { version, newest, seen, last } });
  return matchedCount === 1 ? [] : [_id];
}

function toDocument({ userId, version, seen, last }: Suspect): SuspectDocument {
  const newest = new Date(seen.at(-1)?.at ?? 0);
  return { _id: userId, version, newest, seen: seen.map(toSeenDocument), last };
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
