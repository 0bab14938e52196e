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
  since?: Date;
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
// What others have of a user, for the day on which that user goes.
schema.index({ friendUserId: 1 });

const isFriend = { since: trusted({ $exists: true }) };
const isNoFriend = { since: trusted({ $exists: false }) };

export async function openFriendStore(database: MongoDatabase): Promise<FriendStore> {
  const friends = await database.collection('friends', schema);

  async function add(friend: FriendRecord): Promise<{ friend: FriendRecord; added: boolean }> {
    const taken = await insertNew(friends, [toDocument(friend)], 'all');
    if (taken.length === 0) return { friend, added: true };
    const { userId, friendUserId } = friend;
    const added = friend.since !== undefined && (await befriend(userId, friendUserId, friend.since));
    const stored = await friends.findOne({ userId, friendUserId }).lean<FriendDocument>();
    // Removed since the insert met it: the place is free again.
    return stored ? { friend: toFriend(stored), added } : add(friend);
  }

  async function befriend(userId: UserId, friendUserId: UserId, since: number): Promise<boolean> {
    const update = { $set: { since: new Date(since) } };
    return (await friends.updateOne({ userId, friendUserId, ...isNoFriend }, update)).modifiedCount === 1;
  }

  return database.guard<FriendStore>({
    add,

    async change(userId, friendUserId, { favourite, hidden, blocked, alias }) {
      const change = given({ favourite, hidden, blocked, alias });
      if (blocked === false) {
        const dropped = await friends
          .findOneAndDelete({ userId, friendUserId, ...isNoFriend })
          .lean<FriendDocument>();
        if (dropped) return { ...toFriend(dropped), ...change };
      }
      const changed = await friends
        .findOneAndUpdate(
          { userId, friendUserId, ...(blocked === false ? isFriend : {}) },
          { $set: change },
          { returnDocument: 'after' },
        )
        .lean<FriendDocument>();
      return changed ? toFriend(changed) : undefined;
    },

    async remove(userId, friendUserId) {
      const { deletedCount } = await friends.deleteOne({ userId, friendUserId, blocked: false });
      if (deletedCount === 1) return { removed: true, blocked: false };
      const onlyBlocked = { $set: { favourite: false, hidden: false, alias: '' }, $unset: { since: 1 } };
      const before = await friends
        .findOneAndUpdate({ userId, friendUserId, blocked: true }, onlyBlocked)
        .lean<FriendDocument>();
      return { removed: before?.since !== undefined, blocked: before !== null };
    },

    async list(userId, after, limit) {
      const found = await friends
        .find({ userId, friendUserId: trusted({ $gt: after ?? '' }) })
        .sort({ friendUserId: 1 })
        .limit(limit)
        .lean<FriendDocument[]>();
      return found.map(toFriend);
    },

    async listBlocked(userId) {
      const found = await friends
        .find({ userId, blocked: true })
        .sort({ friendUserId: 1 })
        .lean<FriendDocument[]>();
      return found.map(({ friendUserId }) => friendUserId as UserId);
    },

    async findBlockers(userId, userIds) {
      const found = await friends
        .find({ userId: trusted({ $in: userIds }), friendUserId: userId, blocked: true })
        .lean<FriendDocument[]>();
      return found.map((friend) => friend.userId as UserId);
    },

    async forgetUser(userId) {
      await friends.deleteMany({ $or: [{ userId }, { friendUserId: userId }] });
    },
  });
}

function toDocument({ since, ...rest }: FriendRecord): FriendDocument {
  return { ...rest, ...(since === undefined ? {} : { since: new Date(since) }) };
}

function toFriend({
  since,
  userId,
  friendUserId,
  favourite,
  hidden,
  blocked,
  alias,
}: FriendDocument): FriendRecord {
  return {
    userId: userId as UserId,
    friendUserId: friendUserId as UserId,
    favourite,
    hidden,
    blocked,
    alias,
    ...(since ? { since: since.getTime() } : {}),
  };
}
