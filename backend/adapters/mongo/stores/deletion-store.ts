import { Schema, trusted } from 'mongoose';
import type { DeletingService, DeletionId, UserId } from '../../../contract/index.ts';
import type { DeletionRecord, DeletionStore } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface DeletionDocument {
  /** The deletionId. */
  _id: string;
  /** Gone once it is complete. */
  userId?: string;
  requestedAt: Date;
  done: string[];
  completedAt?: Date;
  idDigest?: string;
}

const schema = new Schema<DeletionDocument>(
  { _id: String, userId: String, requestedAt: Date, done: [String], completedAt: Date, idDigest: String },
  schemaOptions,
);
schema.index({ userId: 1 }, { unique: true, sparse: true });
schema.index({ idDigest: 1 }, { sparse: true });

export async function openDeletionStore(database: MongoDatabase): Promise<DeletionStore> {
  const deletions = await database.collection('deletions', schema);

  async function one(filter: { _id: string } | { userId: string }): Promise<DeletionRecord | undefined> {
    const found = await deletions.findOne(filter).lean<DeletionDocument>();
    return found ? toDeletion(found) : undefined;
  }

  return database.guard<DeletionStore>({
    async start({ deletionId, userId, requestedAt }) {
      const document = { _id: deletionId, userId, requestedAt: new Date(requestedAt), done: [] };
      const taken = await insertNew(deletions, [document], 'all');
      const stored = taken.length > 0 && ((await one({ userId })) ?? (await one({ _id: deletionId })));
      return stored || toDeletion(document);
    },

    find: (deletionId) => one({ _id: deletionId }),
    findOpen: (userId) => one({ userId }),

    async listOpen(before) {
      const open = {
        userId: trusted({ $exists: true }),
        requestedAt: trusted({ $lt: new Date(before) }),
      };
      return (await deletions.find(open).lean<DeletionDocument[]>()).map(toDeletion);
    },

    async tickOff(deletionId, service) {
      const update = { $addToSet: { done: service } };
      const ticked = await deletions
        .findOneAndUpdate({ _id: deletionId }, update, { returnDocument: 'after' })
        .lean<DeletionDocument>();
      return ticked ? toDeletion(ticked) : undefined;
    },

    async complete(deletionId, completedAt, idDigest) {
      const update = {
        $set: { completedAt: new Date(completedAt), idDigest },
        $unset: { userId: 1 as const },
      };
      await deletions.updateOne({ _id: deletionId, completedAt: null }, update);
    },

    async isRetired(idDigest) {
      return (await deletions.exists({ idDigest })) !== null;
    },
  });
}

function toDeletion({ _id, userId, requestedAt, done, completedAt }: DeletionDocument): DeletionRecord {
  return {
    deletionId: _id as DeletionId,
    ...(userId === undefined ? {} : { userId: userId as UserId }),
    requestedAt: requestedAt.getTime(),
    done: done as DeletingService[],
    ...(completedAt ? { completedAt: completedAt.getTime() } : {}),
  };
}
