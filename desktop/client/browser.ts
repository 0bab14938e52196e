/** Storage for a browser; apart from index.ts, because Dexie and localStorage mean nothing in Node. */
import { config } from 'zod';

// Zod compiles its checks with `new Function`; the page's content security policy forbids that, rightly.
config({ jitless: true });

export { createDexieLocalCache } from './dexie-local-cache.ts';
export { createDexieOutboxStorage } from './dexie-outbox-storage.ts';
export { createLocalTokenStorage, type KeyValueStorage } from './local-token-storage.ts';
