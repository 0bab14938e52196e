import { Dexie, type EntityTable } from 'dexie';
import type { OutboxRecord, OutboxStorage } from './ports.ts';

/** Unsent messages in IndexedDB: they survive a reload, a crash and a restart. */
export function createDexieOutboxStorage(name = 'maru-outbox'): OutboxStorage {
  const database = new Dexie(name) as Dexie & { outbox: EntityTable<OutboxRecord, 'clientMessageId'> };
  database.version(1).stores({ outbox: 'clientMessageId, userId' });
  return {
    load: (userId) => database.outbox.where('userId').equals(userId).sortBy('clientMessageId'),
    put: async (record) => void (await database.outbox.put(record)),
    remove: (clientMessageId) => database.outbox.delete(clientMessageId),
    clear: async (userId) => void (await database.outbox.where('userId').equals(userId).delete()),
  };
}
