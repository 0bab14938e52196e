/**
 * The embedded engine: Maru's ports on `node:sqlite`, for one process that runs everything. One file per concern in one
 * folder; each file is locked, so a second process is refused with a clear EmbeddedStorageError.
 *
 * main.ts: `const directory = embeddedDirectory(url)`; undefined means that the URL names another engine.
 * Everything that is opened is closed with `await using` or `[Symbol.asyncDispose]()`.
 */
import type {
  AbuseStore,
  ChatStores,
  FriendStore,
  LogIndex,
  ProfileStore,
  UserStores,
} from '../../ports/index.ts';
import { EmbeddedDatabase, type Synchronous } from './database/embedded-database.ts';
import { EmbeddedEventLog, type EmbeddedEventLogOptions } from './event-log/embedded-event-log.ts';
import { abuseMigrations, embeddedAbuseStore } from './stores/abuse-store.ts';
import { embeddedAlertStore } from './stores/alert-store.ts';
import { embeddedBlockStore } from './stores/block-store.ts';
import { embeddedBookmarkStore } from './stores/bookmark-store.ts';
import { chatMigrations } from './stores/chat-schema.ts';
import { embeddedDeletionStore } from './stores/deletion-store.ts';
import { embeddedFailureStore } from './stores/failure-store.ts';
import { embeddedFriendStore, friendMigrations } from './stores/friend-store.ts';
import { EmbeddedLogIndex, type EmbeddedLogIndexOptions } from './stores/log-index.ts';
import { embeddedMessageStore } from './stores/message-store.ts';
import { embeddedProfileStore } from './stores/profile-store.ts';
import { embeddedReportStore } from './stores/report-store.ts';
import { embeddedRoomStore } from './stores/room-store.ts';
import { embeddedSearchIndex } from './stores/search-index.ts';
import { searchMigrations } from './stores/search-schema.ts';
import { userMigrations } from './stores/user-schema.ts';
import { embeddedUserStore } from './stores/user-store.ts';

export type { Synchronous } from './database/embedded-database.ts';
export { EmbeddedStorageError } from './database/storage-error.ts';
export { examineEmbeddedFile, openEmbeddedLogDiagnosis } from './diagnosis/index.ts';
export type { EmbeddedEventLog, EmbeddedEventLogOptions } from './event-log/embedded-event-log.ts';
export type { EmbeddedLogIndexOptions } from './stores/log-index.ts';
export { systemClock, systemIds } from './system-clock.ts';

export interface EmbeddedStoreOptions {
  directory: string;
  /** Default `normal`; see Synchronous for what each survives. */
  synchronous?: Synchronous;
}

/** The folder that a URL such as `embedded:./data` names; undefined when the URL is of another engine. */
export function embeddedDirectory(url: string): string | undefined {
  return url.startsWith('embedded:') ? url.slice('embedded:'.length) || './data' : undefined;
}

/** log.sqlite */
export async function openEmbeddedEventLog(options: EmbeddedEventLogOptions): Promise<EmbeddedEventLog> {
  return new EmbeddedEventLog(options);
}

/** user.sqlite */
export async function openEmbeddedUserStores(
  options: EmbeddedStoreOptions,
): Promise<UserStores & AsyncDisposable> {
  const database = new EmbeddedDatabase({ ...options, file: 'user.sqlite', migrations: userMigrations });
  return {
    users: embeddedUserStore(database),
    alerts: embeddedAlertStore(database),
    failures: embeddedFailureStore(database),
    deletions: embeddedDeletionStore(database),
    ...closing(database),
  };
}

/** friend.sqlite */
export async function openEmbeddedFriendStores(
  options: EmbeddedStoreOptions,
): Promise<{ friends: FriendStore; profiles: ProfileStore } & AsyncDisposable> {
  const database = new EmbeddedDatabase({ ...options, file: 'friend.sqlite', migrations: friendMigrations });
  return {
    friends: embeddedFriendStore(database),
    profiles: embeddedProfileStore(database),
    ...closing(database),
  };
}

/** chat.sqlite, and search.sqlite beside it: writing into the search holds up no message's commit. */
export async function openEmbeddedChatStores(
  options: EmbeddedStoreOptions,
): Promise<ChatStores & AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  const open = (file: string, migrations: readonly string[]) =>
    opening.use(new EmbeddedDatabase({ ...options, file, migrations }));
  const database = open('chat.sqlite', chatMigrations);
  const searches = open('search.sqlite', searchMigrations);
  const stores = {
    rooms: embeddedRoomStore(database),
    messages: embeddedMessageStore(database),
    blocks: embeddedBlockStore(database),
    bookmarks: embeddedBookmarkStore(database),
    reports: embeddedReportStore(database),
    search: embeddedSearchIndex(searches),
    profiles: embeddedProfileStore(database),
  };
  const opened = opening.move();
  return { ...stores, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** abuse.sqlite */
export async function openEmbeddedAbuseStore(
  options: EmbeddedStoreOptions,
): Promise<AbuseStore & AsyncDisposable> {
  const database = new EmbeddedDatabase({ ...options, file: 'abuse.sqlite', migrations: abuseMigrations });
  return { ...embeddedAbuseStore(database), ...closing(database) };
}

/** logs.sqlite */
export async function openEmbeddedLogIndex(options: EmbeddedLogIndexOptions): Promise<LogIndex> {
  return new EmbeddedLogIndex(options);
}

const closing = (database: EmbeddedDatabase): AsyncDisposable => ({
  [Symbol.asyncDispose]: () => database.close(),
});
