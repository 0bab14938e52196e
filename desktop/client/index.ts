/**
 * The messenger without a face: session, connection, stores and outbox over the contract. Runs in plain Node
 * and in a page alike; a view reads `stores` and calls `actions`. Storage for a browser is in `browser.ts`.
 */
export { createMaruClient } from './create-maru-client.ts';
export type * from './maru-client.ts';
export {
  createMemoryLocalCache,
  createMemoryOutboxStorage,
  createMemoryTokenStorage,
} from './memory-storage.ts';
export type * from './ports.ts';
export type { OwnPresence } from './presence.ts';
export type { ReadingProgress } from './room-reader.ts';
export type * from './stores/index.ts';
export { noMessages } from './stores/index.ts';
export { totalUnread, unreadNumber } from './unread.ts';
