import { Dexie, type Table } from 'dexie';
import { commitAtOnce } from './commit-at-once.ts';
import type { OutboxRecord, OutboxStorage } from './ports.ts';

/** Unsent messages in IndexedDB: they survive a reload, a crash and a restart. */
export function createDexieOutboxStorage(name = 'maru-outbox'): OutboxStorage {
  const database = new Dexie(name) as Dexie & { outbox: Table<OutboxRecord, string> };
  database.version(1).stores({ outbox: 'clientMessageId, userId' });
  return {
    load: (userId) => database.outbox.where('userId').equals(userId).sortBy('clientMessageId'),
    put: (record) => commitAtOnce(database, database.outbox, { put: [record] }),
    remove: (clientMessageId) => commitAtOnce(database, database.outbox, { remove: [clientMessageId] }),
    clear: async (userId) => void (await database.outbox.where('userId').equals(userId).delete()),
  };
}
