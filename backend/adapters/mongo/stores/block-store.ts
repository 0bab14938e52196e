import { Schema, trusted } from 'mongoose';
import type { RoomId, UserId } from '../../../contract/index.ts';
import type { Block, BlockPair, BlockStore } from '../../../ports/index.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface BlockDocument {
  /** `keyOf` the pair, so that many pairs are found by one list of keys. */
  _id: string;
  userId: string;
  blockedUserId: string;
  roomId: string;
}

const schema = new Schema<BlockDocument>(
  { _id: String, userId: String, blockedUserId: String, roomId: String },
  schemaOptions,
);
schema.index({ userId: 1 });
schema.index({ blockedUserId: 1 });
schema.index({ roomId: 1 });

/** Neither id has a space in it. */
const keyOf = ({ userId, blockedUserId }: BlockPair): string => `${userId} ${blockedUserId}`;

/** The chat servers' copy of who blocks whom. */
export async function openBlockStore(database: MongoDatabase): Promise<BlockStore> {
  const blocks = await database.collection('blocks', schema);

  async function upsert(given: readonly Block[]): Promise<void> {
    if (given.length > 0) await blocks.bulkWrite(given.map(toUpsert), { ordered: false });
  }

  return database.guard<BlockStore>({
    async put(changes) {
      // Once per pair, the last one, so that the server may write them in any order.
      const latest = [...new Map(changes.map((change) => [keyOf(change), change])).values()];
      const taken = latest.filter(({ blocked }) => !blocked).map(keyOf);
      await upsert(latest.filter(({ blocked }) => blocked));
      if (taken.length > 0) await blocks.deleteMany({ _id: trusted({ $in: taken }) });
    },

    async replace(userId, given) {
      await upsert(given);
      await blocks.deleteMany({ userId, _id: trusted({ $nin: given.map(keyOf) }) });
    },

    async find(pairs) {
      const found = await blocks.find({ _id: trusted({ $in: pairs.map(keyOf) }) }).lean<BlockDocument[]>();
      return found.map(toBlock);
    },

    async findInRooms(roomIds) {
      const found = await blocks
        .find({ roomId: trusted({ $in: [...new Set(roomIds)] }) })
        .lean<BlockDocument[]>();
      return found.map(toBlock);
    },

    async forgetUser(userId) {
      await Promise.all([blocks.deleteMany({ userId }), blocks.deleteMany({ blockedUserId: userId })]);
    },
  });
}

function toUpsert({ userId, blockedUserId, roomId }: Block) {
  const update = { $set: { userId, blockedUserId, roomId } };
  return { updateOne: { filter: { _id: keyOf({ userId, blockedUserId }) }, update, upsert: true } };
}

function toBlock({ userId, blockedUserId, roomId }: BlockDocument): Block {
  return {
    userId: userId as UserId,
    blockedUserId: blockedUserId as UserId,
    roomId: roomId as RoomId,
  };
}
