/** Storage for a browser; apart from index.ts, because Dexie and localStorage mean nothing in Node. */
export { createDexieOutboxStorage } from './dexie-outbox-storage.ts';
export { createLocalTokenStorage } from './local-token-storage.ts';
