/** What the core needs from the outside, with the guarantees in words; adapters/ gives them. */
export * from './abuse-store.ts';
export * from './alert-store.ts';
export * from './block-store.ts';
export * from './chat-stores.ts';
export * from './block-store.ts';
export * from './block-store.ts';
export * from './clock.ts';
export * from './diagnosis.ts';
export * from './engine-unavailable.ts';
export * from './event-log.ts';
export * from './friend-store.ts';
export * from './log-index.ts';
export * from './message-store.ts';
export * from './profile-store.ts';
export * from './room-removals.ts';
export * from './room-store.ts';
export * from './user-store.ts';
