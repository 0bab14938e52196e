import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ChatMessage } from '../../../backend/contract/index.ts';
import type { LoadStatus } from './load-status.ts';

/** A stretch of a room's messages without a gap, oldest first. Its length is bounded. */
export interface MessageWindow {
  messages: readonly ChatMessage[];
  /** Older ones can be had by `loadOlder`. */
  hasMoreBefore: boolean;
  /** The newest ones were dropped while paging back: `loadNewer` or `showLatest` bring them. */
  hasMoreAfter: boolean;
  /** The newest seq in the window; for an empty one, the seq after which the next message is expected. */
  lastSeq: number;
}

export interface RoomMessages extends MessageWindow {
  status: LoadStatus;
  loadingOlder: boolean;
  loadingNewer: boolean;
}

export interface MessagesState {
  /** Open rooms and a few that were open lately, by roomId. */
  byRoom: Readonly<Record<string, RoomMessages>>;
}

export type MessagesStore = StoreApi<MessagesState>;

export const noMessages: RoomMessages = {
  status: { is: 'idle' },
  messages: [],
  hasMoreBefore: false,
  hasMoreAfter: false,
  lastSeq: 0,
  loadingOlder: false,
  loadingNewer: false,
};

export const createMessagesStore = (): MessagesStore =>
  createStore<MessagesState>()((): MessagesState => ({ byRoom: {} }));
