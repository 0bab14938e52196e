import type { Bookmark, RoomId, UserId } from '../contract/index.ts';

export interface BookmarkKey {
  /** In whose drawer it is. */
  keeperId: UserId;
  roomId: RoomId;
  seq: number;
}

export interface BookmarkRecord extends Bookmark, BookmarkKey {
  /** People whose names make up the room's title, where it has none of its own. */
  titleOf: UserId[];
  /** What a query may be part of, folded: text and sender, the room's title, and what the keeper added. */
  folded: { message: string; title: string; marks: string };
}

export interface BookmarkQuery {
  keeperId: UserId;
  /** Folded; part of any of `folded`. Nothing in it is a pattern. */
  part?: string | undefined;
  /** One of the labels, letter by letter. */
  label?: string | undefined;
  /** Strictly after this one in the list. */
  before?: Pick<BookmarkRecord, 'keptAt' | 'roomId' | 'seq'> | undefined;
  limit: number;
}

/** Kept messages. Unique on (keeperId, roomId, seq); each call is atomic and durable when resolved. */
export interface BookmarkStore {
  find(key: BookmarkKey): Promise<BookmarkRecord | undefined>;
  /** Adds, or replaces the one of the same key. */
  put(bookmark: BookmarkRecord): Promise<void>;
  /** Safe to repeat. */
  drop(key: BookmarkKey): Promise<void>;
  /** The newest kept first; of the same millisecond, higher room ids and then higher seqs. */
  list(query: BookmarkQuery): Promise<BookmarkRecord[]>;
  /**
   * The drawer of a user goes. In others' drawers, messages of theirs are from `nobody` and empty, and a room title that
   * their name is part of is empty. Safe to repeat.
   */
  forgetUser(userId: UserId): Promise<void>;
}
