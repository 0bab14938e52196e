/**
 * MongoDB: Maru's stores on a server of its own, one database per service. A plain standalone server is enough; what
 * correctness rests on are unique indexes, single-document updates and upserts. Every write is journaled before it resolves.
 *
 * main.ts: `isMongoUrl(url)` says whether MARU_STORE means this engine. Options of the connection (TLS, authSource, pool and
 * time limits) stand in the URL. A server that is away is an EngineUnavailable, and the next call tries again by itself.
 * Everything that is opened is closed with `await using` or `[Symbol.asyncDispose]()`.
 */
import type {
  AbuseStore,
  ChatStores,
  Examination,
  FriendStore,
  ProfileStore,
  UserStores,
} from '../../ports/index.ts';
import { examineDatabase } from './diagnosis.ts';
import { MongoDatabase } from './mongo-database.ts';
import { openAbuseStore } from './stores/abuse-store.ts';
import { openAlertStore } from './stores/alert-store.ts';
import { openBlockStore } from './stores/block-store.ts';
import { openBookmarkStore } from './stores/bookmark-store.ts';
import { openDeletionStore } from './stores/deletion-store.ts';
import { openFailureStore } from './stores/failure-store.ts';
import { openFriendStore } from './stores/friend-store.ts';
import { openMessageStore } from './stores/message-store.ts';
import { openProfileStore } from './stores/profile-store.ts';
import { openReportStore } from './stores/report-store.ts';
import { openRoomStore } from './stores/room-store.ts';
import { openSearchIndex } from './stores/search-index.ts';
import { openUserStore } from './stores/user-store.ts';

export interface MongoStoreOptions {
  /** `mongodb://…` or `mongodb+srv://…` */
  url: string;
  /** Name of the database on that server; each service has one of its own. */
  database?: string;
}

/** Whether a URL names this engine. */
export const isMongoUrl = (url: string): boolean => /^mongodb(\+srv)?:\/\//.test(url);

const databases = { user: 'maru_user', friend: 'maru_friend', chat: 'maru_chat', abuse: 'maru_abuse' };

/** The stores in each database. */
const openStores = {
  user: async (database: MongoDatabase) => ({
    users: await openUserStore(database),
    alerts: await openAlertStore(database),
    failures: await openFailureStore(database),
    deletions: await openDeletionStore(database),
  }),
  friend: async (database: MongoDatabase) => ({
    friends: await openFriendStore(database),
    profiles: await openProfileStore(database),
  }),
  chat: async (database: MongoDatabase) => ({
    rooms: await openRoomStore(database),
    messages: await openMessageStore(database),
    blocks: await openBlockStore(database),
    bookmarks: await openBookmarkStore(database),
    reports: await openReportStore(database),
    search: await openSearchIndex(database),
    profiles: await openProfileStore(database),
  }),
  abuse: openAbuseStore,
};

/** A look at the database of a service that changes nothing. */
export function examineMongoDatabase(
  service: keyof typeof databases,
  { url, database = databases[service] }: MongoStoreOptions,
): Promise<Examination> {
  return examineDatabase(url, database, openStores[service]);
}

/** Database maru_user. */
export function openMongoUserStores(options: MongoStoreOptions): Promise<UserStores & AsyncDisposable> {
  return MongoDatabase.open(options.url, options.database ?? databases.user, openStores.user);
}

/** Database maru_abuse. */
export function openMongoAbuseStore(options: MongoStoreOptions): Promise<AbuseStore & AsyncDisposable> {
  return MongoDatabase.open(options.url, options.database ?? databases.abuse, openStores.abuse);
}

/** Database maru_friend. */
export function openMongoFriendStores(
  options: MongoStoreOptions,
): Promise<{ friends: FriendStore; profiles: ProfileStore } & AsyncDisposable> {
  return MongoDatabase.open(options.url, options.database ?? databases.friend, openStores.friend);
}

/** Database maru_chat. */
export function openMongoChatStores(options: MongoStoreOptions): Promise<ChatStores & AsyncDisposable> {
  return MongoDatabase.open(options.url, options.database ?? databases.chat, openStores.chat);
}
