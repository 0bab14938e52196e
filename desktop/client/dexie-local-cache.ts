import { Dexie, type Table } from 'dexie';
import type { ChatMessage } from '../../backend/contract/index.ts';
import { commitAtOnce } from './commit-at-once.ts';
import type { CachedKind, CachedLists, CachedUser, LocalCache } from './ports.ts';

interface Entry {
  userId: string;
  kind: CachedKind;
  id: string;
  value: CachedLists[CachedKind];
}
type EntryKey = [userId: string, kind: CachedKind, id: string];
type CachedMessage = ChatMessage & { keeper: string };
type CacheTables = Dexie & {
  users: Table<CachedUser & { is: 'last' }, string>;
  entries: Table<Entry, EntryKey>;
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
      await commitAtOnce(database, entries, { put: given, remove: gone });
    },
    async loadMessages(userId, roomId, before, limit) {
      const found = await messagesBefore(userId, roomId, before).reverse().limit(limit).toArray();
      return found.reverse().map(({ keeper: _, ...message }) => message);
    },
    async saveMessages(userId, given) {
      const put = given.map((message) => ({ ...message, keeper: userId }));
      await commitAtOnce(database, messages, { put });
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
