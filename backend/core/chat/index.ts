/** Rooms, messages and read positions: the rules of the chat servers. */
export { createBlockCopy } from './blocks.ts';
export { createBookmarks } from './bookmarks.ts';
export { createHistory } from './history.ts';
export { createMessageChanges } from './message-changes.ts';
export { createReadPositions } from './read-positions.ts';
export { createReports } from './reports.ts';
export { createRoomCommands } from './room-commands.ts';
export { roomIdOf } from './room-ids.ts';
export { createSearch } from './search.ts';
export { createSearchIndexing, type IndexedChange, rebuildSearch } from './search-indexing.ts';
export { createSendMessages } from './send-messages.ts';
