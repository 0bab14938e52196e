import { Schema, trusted } from 'mongoose';
import type { Profile, UserId } from '../../../contract/index.ts';
import type { ProfileStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface ProfileDocument {
  /** The userId. */
  _id: string;
  nickname: string;
  statusMessage: string;
  avatar: string;
}

const schema = new Schema<ProfileDocument>(
  { _id: String, nickname: String, statusMessage: String, avatar: String },
  schemaOptions,
);

/** A service's own copy of the profiles, in its own database. */
export async function openProfileStore(database: MongoDatabase): Promise<ProfileStore> {
  const profiles = await database.collection('profiles', schema);

  return database.guard<ProfileStore>({
    async put(given) {
      // Once per user, the last one, so that the server may write them in any order.
      const latest = new Map(given.map((profile) => [profile.userId, profile]));
      if (latest.size > 0) await profiles.bulkWrite([...latest.values()].map(toUpsert), { ordered: false });
    },

    async remove(userIds) {
      await profiles.deleteMany({ _id: trusted({ $in: userIds }) });
    },

    async listIds(after, limit) {
      const found = await profiles
        .find({ _id: trusted({ $gt: after ?? '' }) }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id as UserId);
    },

    async find(userIds) {
      const found = await profiles.find({ _id: trusted({ $in: userIds }) }).lean<ProfileDocument[]>();
      return new Map(found.map(toProfile).map((profile) => [profile.userId, profile]));
    },
  });
}

function toUpsert({ userId, nickname, statusMessage, avatar }: Profile) {
  const update = { $set: { nickname, statusMessage, avatar } };
  return { updateOne: { filter: { _id: userId }, update, upsert: true } };
}

function toProfile({ _id, nickname, statusMessage, avatar }: ProfileDocument): Profile {
  return { userId: _id as UserId, nickname, statusMessage, avatar };
}
