import { Schema, trusted } from 'mongoose';
import type { UserId } from '../../../contract/index.ts';
import type { FriendRecord, FriendStore } from '../../../ports/index.ts';
import { given } from '../given.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface FriendDocument {
  userId: string;
  friendUserId: string;
  favourite: boolean;
  hidden: boolean;
  blocked: boolean;
  alias: string;
  since: Date;
}

const schema = new Schema<FriendDocument>(
  {
    userId: String,
    friendUserId: String,
    favourite: Boolean,
    hidden: Boolean,
    blocked: Boolean,
    alias: String,
    since: Date,
  },
  schemaOptions,
);
schema.index({ userId: 1, friendUserId: 1 }, { unique: true });

export async function openFriendStore(database: MongoDatabase): Promise<FriendStore> {
  const friends = await database.collection('friends', schema);

  async function add(friend: FriendRecord): Promise<{ friend: FriendRecord; added: boolean }> {
    const taken = await insertNew(friends, [toDocument(friend)], 'all');
    if (taken.length === 0) return { friend, added: true };
    const { userId, friendUserId } = friend;
    const stored = await friends.findOne({ userId, friendUserId }).lean<FriendDocument>();
    // Removed since the insert met it: the place is free again.
    return stored ? { friend: toFriend(stored), added: false } : add(friend);
  }

  return database.guard<FriendStore>({
    add,

    async change(userId, friendUserId, { favourite, hidden, blocked, alias }) {
      const changed = await friends
        .findOneAndUpdate(
          { userId, friendUserId },
          { $set: given({ favourite, hidden, blocked, alias }) },
          { returnDocument: 'after' },
        )
        .lean<FriendDocument>();
      return changed ? toFriend(changed) : undefined;
    },

    async remove(userId, friendUserId) {
      return (await friends.deleteOne({ userId, friendUserId })).deletedCount === 1;
    },

    async list(userId, after, limit) {
      const found = await friends
        .find({ userId, friendUserId: trusted({ $gt: after ?? '' }) })
        .sort({ friendUserId: 1 })
        .limit(limit)
        .lean<FriendDocument[]>();
      return found.map(toFriend);
    },
  });
}

function toDocument({
  userId,
  friendUserId,
  favourite,
  hidden,
  blocked,
  alias,
  since,
}: FriendRecord): FriendDocument {
  return { userId, friendUserId, favourite, hidden, blocked, alias, since: new Date(since) };
}

function toFriend({
  userId,
  friendUserId,
  favourite,
  hidden,
  blocked,
  alias,
  since,
}: FriendDocument): FriendRecord {
  return {
    userId: userId as UserId,
    friendUserId: friendUserId as UserId,
    favourite,
    hidden,
    blocked,
    alias,
    since: since.getTime(),
  };
}
