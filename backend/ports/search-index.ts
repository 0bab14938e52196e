import type { RoomId } from '../contract/index.ts';

/** Where a message stands among all: newest first by `at`, in milliseconds since 1970. */
export interface SearchPlace {
  at: number;
  roomId: RoomId;
  seq: number;
}

/** What is known of one message. Terms are short, and equal or not: nothing in them is a pattern. */
export interface SearchEntry extends SearchPlace {
  terms: readonly string[];
}

export interface SearchQuery {
  /** Where to look: messages of these rooms after these seqs, and nothing else. */
  rooms: readonly { roomId: RoomId; after: number }[];
  /** A message has all of them; at least one. */
  terms: readonly string[];
  /** Milliseconds since 1970, inclusive. */
  from?: number | undefined;
  /** Exclusive. */
  until?: number | undefined;
  /** Goes on after this place of the page before. */
  before?: SearchPlace | undefined;
  limit: number;
}

/**
 * Which messages have which terms. It is a copy that can be made anew from the messages: losing it loses no message, and an
 * entry may be a moment older than its message. What resolved is found by the next `find`.
 */
export interface SearchIndex {
  /** Adds entries, or replaces those of the same room and seq, whose `at` stays as it was. Safe to repeat. */
  put(entries: readonly SearchEntry[]): Promise<void>;
  /** Safe to repeat; places without an entry are left out. */
  remove(roomId: RoomId, seqs: readonly number[]): Promise<void>;
  /** Removes all entries of a room that have the term; when it fails half way, calling it again does the rest. */
  removeWith(roomId: RoomId, term: string): Promise<void>;
  /** The same for all entries of a room with a seq of `last` at most. */
  removeUpTo(roomId: RoomId, last: number): Promise<void>;
  /** The same for everything. */
  clear(): Promise<void>;
  /**
   * Newest first. Those of the same millisecond keep an order, within a room that of the seqs; pages that go on from the last
   * place of the one before give every message once.
   */
  find(query: SearchQuery): Promise<SearchPlace[]>;
}
