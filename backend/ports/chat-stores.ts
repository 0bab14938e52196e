import type { BlockStore } from './block-store.ts';
import type { BookmarkStore } from './bookmark-store.ts';
import type { MessageStore } from './message-store.ts';
import type { ProfileStore } from './profile-store.ts';
import type { ReportStore } from './report-store.ts';
import type { RoomStore } from './room-store.ts';
import type { SearchIndex } from './search-index.ts';

/** All that the chat servers keep. */
export interface ChatStores {
  rooms: RoomStore;
  messages: MessageStore;
  profiles: ProfileStore;
  blocks: BlockStore;
  bookmarks: BookmarkStore;
  search: SearchIndex;
  reports: ReportStore;
}
