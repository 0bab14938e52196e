import { Schema, trusted } from 'mongoose';
import { fold, type UserId } from '../../../contract/index.ts';
import type { Account, UserStore } from '../../../ports/index.ts';
import { given } from '../given.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

type Accounts = Pick<
  UserStore,
  'addAccount' | 'findAccount' | 'changeProfile' | 'searchAccounts' | 'changePassword' | 'markDeleted'
> & {
  isMarked(userId: UserId): Promise<boolean>;
  removeMarked(userId: UserId): Promise<void>;
};

interface AccountDocument {
  /** The userId. */
  _id: string;
  nickname: string;
  foldedNickname: string;
  statusMessage: string;
  avatar: string;
  passwordHash: string;
  createdAt: Date;
  /** Only there on accounts that are being deleted. */
  deleted?: boolean;
}

const schema = new Schema<AccountDocument>(
  {
    _id: String,
    nickname: String,
    foldedNickname: String,
    statusMessage: String,
    avatar: String,
    passwordHash: String,
    createdAt: Date,
    deleted: Boolean,
  },
  schemaOptions,
);
// Has all that a search looks at, in the order in which it answers.
schema.index({ nickname: 1, _id: 1, foldedNickname: 1 });

/** A filter for null also takes documents without the field. */
const present = { deleted: null };

/** The accounts of the user store. */
export async function openAccounts(database: MongoDatabase): Promise<Accounts> {
  const accounts = await database.collection('accounts', schema);

  async function find(userId: string): Promise<Account | undefined> {
    const found = await accounts.findOne({ _id: userId, ...present }).lean<AccountDocument>();
    return found ? toAccount(found) : undefined;
  }

  async function searchOthers(folded: string, limit: number): Promise<Account[]> {
    const matches = { $or: [{ foldedNickname: part(folded) }, { _id: start(folded) }] };
    const found = await accounts
      .find({ $and: [matches, { _id: trusted({ $ne: folded }) }, present] })
      .sort({ nickname: 1, _id: 1 })
      .limit(limit)
      .lean<AccountDocument[]>();
    return found.map(toAccount);
  }

  return database.guard<Accounts>({
    async addAccount(account) {
      const taken = await insertNew(accounts, [toDocument(account)], 'all');
      return taken.length === 0 ? 'added' : 'exists';
    },

    findAccount: find,

    async changeProfile(userId, { nickname, statusMessage, avatar }) {
      const foldedNickname = nickname === undefined ? undefined : fold(nickname);
      const changed = await accounts
        .findOneAndUpdate(
          { _id: userId, ...present },
          { $set: given({ nickname, foldedNickname, statusMessage, avatar }) },
          { returnDocument: 'after' },
        )
        .lean<AccountDocument>();
      return changed ? toAccount(changed) : undefined;
    },

    async changePassword(userId, passwordHash) {
      const changed = await accounts.updateOne({ _id: userId, ...present }, { $set: { passwordHash } });
      return changed.matchedCount === 1;
    },

    async markDeleted(userId) {
      await accounts.updateOne({ _id: userId }, { $set: { deleted: true } });
    },

    async isMarked(userId) {
      return (await accounts.exists({ _id: userId, deleted: true })) !== null;
    },

    async removeMarked(userId) {
      await accounts.deleteOne({ _id: userId, deleted: true });
    },

    async searchAccounts(query, limit) {
      const folded = fold(query);
      // No stored text has a NUL, and no pattern may.
      if (folded.includes('\0')) return [];
      const [exact, others] = await Promise.all([find(folded), searchOthers(folded, limit)]);
      return [...(exact ? [exact] : []), ...others].slice(0, limit);
    },
  });
}

/** Nothing in a query is a pattern. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const part = (folded: string): RegExp => new RegExp(escaped(folded));
const start = (folded: string): RegExp => new RegExp(`^${escaped(folded)}`);

function toDocument({ userId, nickname, createdAt, ...account }: Account): AccountDocument {
  const { statusMessage, avatar, passwordHash } = account;
  return {
    _id: userId,
    nickname,
    foldedNickname: fold(nickname),
    statusMessage,
    avatar,
    passwordHash,
    createdAt: new Date(createdAt),
  };
}

function toAccount(found: AccountDocument): Account {
  const { _id, nickname, statusMessage, avatar, passwordHash, createdAt } = found;
  return {
    userId: _id as UserId,
    nickname,
    statusMessage,
    avatar,
    passwordHash,
    createdAt: createdAt.getTime(),
  };
}
