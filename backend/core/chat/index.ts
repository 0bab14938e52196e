/** Rooms, messages and read positions: the rules of the chat servers. */
export { createBlockCopy } from './blocks.ts';
export { createHistory } from './history.ts';
export { createMessageChanges } from './message-changes.ts';
export { createReadPositions } from './read-positions.ts';
export { createRoomCommands } from './room-commands.ts';
export { roomIdOf } from './room-ids.ts';
export { createSendMessages } from './send-messages.ts';
