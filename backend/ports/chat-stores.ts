import type { BlockStore } from './block-store.ts';
import type { MessageStore } from './message-store.ts';
import type { ProfileStore } from './profile-store.ts';
import type { RoomStore } from './room-store.ts';

/** All that the chat servers keep, in their one database. */
export interface ChatStores {
  rooms: RoomStore;
  messages: MessageStore;
  profiles: ProfileStore;
  blocks: BlockStore;
}
