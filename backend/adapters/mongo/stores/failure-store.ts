import { Schema, trusted } from 'mongoose';
import type { FailureStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface FailureDocument {
  /** What is counted under. */
  _id: string;
  count: number;
  lastAt: Date;
}

const schema = new Schema<FailureDocument>({ _id: String, count: Number, lastAt: Date }, schemaOptions);
schema.index({ lastAt: 1 });

export async function openFailureStore(database: MongoDatabase): Promise<FailureStore> {
  const failures = await database.collection('failures', schema);

  return database.guard<FailureStore>({
    async find(keys) {
      const found = await failures.find({ _id: trusted({ $in: keys }) }).lean<FailureDocument[]>();
      return new Map(found.map(({ _id, count, lastAt }) => [_id, { count, lastAt: lastAt.getTime() }]));
    },

    async add(keys, at) {
      // One after another: two upserts of a new key at once can meet, and the driver then tries a single one again.
      const update = { $inc: { count: 1 }, $max: { lastAt: new Date(at) } };
      for (const key of keys) await failures.updateOne({ _id: key }, update, { upsert: true });
    },

    async clear(key) {
      await failures.deleteOne({ _id: key });
    },

    async forget(before) {
      await failures.deleteMany({ lastAt: trusted({ $lt: new Date(before) }) });
    },
  });
}
