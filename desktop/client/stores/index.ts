/** What the view reads: small stores, one per idea, normalised. Only desktop/client writes to them. */
export * from './alerts-store.ts';
export * from './connection-store.ts';
export { clearStores, createStores } from './create-stores.ts';
export * from './drafts-store.ts';
export * from './friends-store.ts';
export * from './load-status.ts';
export * from './messages-store.ts';
export * from './outbox-store.ts';
export * from './presence-store.ts';
export * from './profiles-store.ts';
export * from './read-positions-store.ts';
export * from './rooms-store.ts';
export * from './session-store.ts';
export * from './typing-store.ts';
