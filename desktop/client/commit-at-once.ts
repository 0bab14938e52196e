import type { Dexie, Table } from 'dexie';

/**
 * Writes to a table in one go, where Dexie would wait in between: the browser finishes what was committed even when the page is
 * gone by then. With the database open, it is committed before the call returns.
 */
export async function commitAtOnce<Row, Key extends string | (string | number)[]>(
  database: Dexie,
  { name }: Table<Row, Key>,
  { put = [], remove = [] }: { put?: readonly Row[]; remove?: readonly Key[] },
): Promise<void> {
  if (!database.isOpen()) await database.open();
  const transaction = database.backendDB().transaction(name, 'readwrite');
  const store = transaction.objectStore(name);
  for (const row of put) store.put(row);
  for (const key of remove) store.delete(key);
  transaction.commit();
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
