/**
 * The contract: every shape that crosses a process, written once and read by both sides. Nothing here does I/O
 * and nothing here is imported from elsewhere in Maru.
 */
export * from './alert.ts';
export * from './bookmark.ts';
export * from './commands.ts';
export * from './deletion.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './friend.ts';
export * from './handled.ts';
export * from './headers.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './log-line.ts';
export * from './message.ts';
export * from './outgoing-message.ts';
export * from './report.ts';
export * from './rest/index.ts';
export * from './room.ts';
export * from './search.ts';
export * from './signals.ts';
export * from './stomp.ts';
export * from './text.ts';
export * from './topics.ts';
export * from './user.ts';
