import { Dexie, type Table } from 'dexie';
import type { ChatMessage } from '../../backend/contract/index.ts';
import type { CachedKind, CachedLists, CachedUser, LocalCache } from './ports.ts';

interface Entry {
  userId: string;
  kind: CachedKind;
  id: string;
  value: CachedLists[CachedKind];
}
type EntryKey = readonly [userId: string, kind: CachedKind, id: string];
type CachedMessage = ChatMessage & { keeper: string };
type CacheTables = Dexie & {
  users: Table<CachedUser & { is: 'last' }, string>;
  entries: Table<Entry, [string, string, string]>;
  messages: Table<CachedMessage, [string, string, number]>;
};

const { minKey, maxKey } = Dexie;

/** The local cache in IndexedDB; a database for each server, and in it each user for themselves. */
export function createDexieLocalCache(name: string): LocalCache {
  const database = new Dexie(name) as CacheTables;
  database.version(1).stores({
    users: 'is',
    entries: '[userId+kind+id]',
    messages: '[keeper+roomId+seq]',
  });
  const { users, entries, messages } = database;
  const messagesBefore = (keeper: string, roomId: string, before: number) =>
    messages.where('[keeper+roomId+seq]').between([keeper, roomId, 0], [keeper, roomId, before], true, false);

  return {
    async lastUser() {
      const found = await users.get('last');
      return found && { user: found.user, sessionId: found.sessionId };
    },
    async rememberUser(user) {
      await users.put({ ...user, is: 'last' });
    },
    async load<K extends CachedKind>(userId: string, kind: K) {
      const all = entries.where('[userId+kind+id]').between([userId, kind, minKey], [userId, kind, maxKey]);
      return (await all.toArray()).map(({ value }) => value as CachedLists[K]);
    },
    async save(userId, kind, { put, remove }) {
      const given = put.map(([id, value]) => ({ userId, kind, id, value }));
      const gone = remove.map((id): EntryKey => [userId, kind, id]);
      if (!database.isOpen()) await database.open();
      await writeAtOnce(database, given, gone);
    },
    async loadMessages(userId, roomId, before, limit) {
      const found = await messagesBefore(userId, roomId, before).reverse().limit(limit).toArray();
      return found.reverse().map(({ keeper: _, ...message }) => message);
    },
    async saveMessages(userId, given) {
      await messages.bulkPut(given.map((message) => ({ ...message, keeper: userId })));
    },
    async forgetRoom(userId, roomId) {
      await messagesBefore(userId, roomId, Number.MAX_SAFE_INTEGER).delete();
    },
    async clear(userId) {
      const own = [
        [userId, minKey, minKey],
        [userId, maxKey, maxKey],
      ] as const;
      await users.clear();
      await entries
        .where('[userId+kind+id]')
        .between(...own)
        .delete();
      await messages
        .where('[keeper+roomId+seq]')
        .between(...own)
        .delete();
    },
  };
}

/**
 * Writes entries in one go, where Dexie would wait in between: the browser finishes what was committed even when the page is
 * gone by then.
 */
function writeAtOnce(database: Dexie, put: readonly Entry[], remove: readonly EntryKey[]): Promise<void> {
  const transaction = database.backendDB().transaction('entries', 'readwrite');
  const entries = transaction.objectStore('entries');
  for (const entry of put) entries.put(entry);
  for (const key of remove) entries.delete([...key]);
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
