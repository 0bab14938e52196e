import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { Mongoose } from 'mongoose';
import {
  type MongoStoreOptions,
  openMongoAbuseStore,
  openMongoChatStores,
  openMongoFriendStores,
  openMongoUserStores,
} from '../../backend/adapters/mongo/index.ts';
import { abuseStoreSuite } from '../contract/abuse-store.suite.ts';
import { alertStoreSuite } from '../contract/alert-store.suite.ts';
import { blockStoreSuite } from '../contract/block-store.suite.ts';
import { bookmarkStoreSuite } from '../contract/bookmark-store.suite.ts';
import { deletionStoreSuite } from '../contract/deletion-store.suite.ts';
import { failureStoreSuite } from '../contract/failure-store.suite.ts';
import { friendStoreSuite } from '../contract/friend-store.suite.ts';
import { messageStoreSuite } from '../contract/message-store.suite.ts';
import { profileStoreSuite } from '../contract/profile-store.suite.ts';
import { reportStoreSuite } from '../contract/report-store.suite.ts';
import { roomStoreSuite } from '../contract/room-store.suite.ts';
import { searchIndexSuite } from '../contract/search-index.suite.ts';
import type { Open } from '../contract/subject.ts';
import { userStoreSuite } from '../contract/user-store.suite.ts';
import { givenMongoUrl, startMongoServer } from './mongo/mongo-server.ts';

const server = givenMongoUrl === undefined ? await startMongoServer() : undefined;
const url = givenMongoUrl ?? server?.url ?? '';
after(() => server?.stop());

type OpenIn<S extends AsyncDisposable> = (options: MongoStoreOptions) => Promise<S>;

/** Opens what a suite wants in a database of its own, which goes when the suite is done. */
function mongo<S extends AsyncDisposable, P>(openIn: OpenIn<S>, pick: (stores: S) => P): Open<P> {
  return async () => {
    const options = { url, database: `maru_test_${randomUUID().slice(0, 8)}` };
    let stores = await openIn(options);
    return {
      port: pick(stores),
      async reopen() {
        await stores[Symbol.asyncDispose]();
        stores = await openIn(options);
        return pick(stores);
      },
      async close() {
        await stores[Symbol.asyncDispose]();
        await dropDatabase(options.database);
      },
    };
  };
}

async function dropDatabase(name: string): Promise<void> {
  const connection = await new Mongoose().createConnection(url, { dbName: name }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

userStoreSuite(
  'MongoDB',
  mongo(openMongoUserStores, ({ users }) => users),
);
friendStoreSuite(
  'MongoDB',
  mongo(openMongoFriendStores, ({ friends }) => friends),
);
profileStoreSuite(
  'MongoDB, of the friend servers',
  mongo(openMongoFriendStores, ({ profiles }) => profiles),
);
profileStoreSuite(
  'MongoDB, of the chat servers',
  mongo(openMongoChatStores, ({ profiles }) => profiles),
);
blockStoreSuite(
  'MongoDB',
  mongo(openMongoChatStores, ({ blocks }) => blocks),
);
roomStoreSuite(
  'MongoDB',
  mongo(openMongoChatStores, (stores) => stores),
);
messageStoreSuite(
  'MongoDB',
  mongo(openMongoChatStores, ({ messages }) => messages),
);
failureStoreSuite(
  'MongoDB',
  mongo(openMongoUserStores, ({ failures }) => failures),
);
deletionStoreSuite(
  'MongoDB',
  mongo(openMongoUserStores, ({ deletions }) => deletions),
);
bookmarkStoreSuite(
  'MongoDB',
  mongo(openMongoChatStores, ({ bookmarks }) => bookmarks),
);
reportStoreSuite(
  'MongoDB',
  mongo(openMongoChatStores, ({ reports }) => reports),
);
searchIndexSuite(
  'MongoDB',
  mongo(openMongoChatStores, ({ search }) => search),
);
alertStoreSuite(
  'MongoDB',
  mongo(openMongoUserStores, ({ alerts }) => alerts),
);
abuseStoreSuite(
  'MongoDB',
  mongo(openMongoAbuseStore, (store) => store),
);
