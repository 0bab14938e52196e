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
  loadingOlder: false,
  loadingNewer: false,
};

export const createMessagesStore = (): MessagesStore =>
  createStore<MessagesState>()((): MessagesState => ({ byRoom: {} }));
