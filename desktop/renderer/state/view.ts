import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Bookmark, ChatMessage, RoomId } from '../../../backend/contract/index.ts';
import { opensOwnWindow, ownRoom } from './own-room.ts';
import type { SettingsSection } from './settings-sections.ts';
import { showTarget } from './targets.ts';

export type Section = 'friends' | 'chats' | 'drawer' | 'more';

/** Which chats the list shows. */
export const chatFilters = ['all', 'unread', 'direct', 'group', 'pinned'] as const;
export type ChatFilter = (typeof chatFilters)[number];

export type DialogName =
  | { is: 'addFriend' | 'newGroup' | 'editProfile' | 'switcher' | 'help' }
  | { is: 'settings'; section?: SettingsSection }
  | { is: 'bookmark'; bookmark: Bookmark }
  | { is: 'forward' | 'react' | 'unsend' | 'report'; message: ChatMessage }
  | { is: 'profile' | 'renameFriend' | 'removeFriend'; userId: string }
  | { is: RoomDialog; roomId: RoomId };

export type RoomDialog = 'participants' | 'invite' | 'roomTitle' | 'notice' | 'leaveRoom' | 'removeRoom';

/** What is on the screen: nothing here comes from the server. */
export interface ViewState {
  section: Section;
  roomId: RoomId | undefined;
  dialog: DialogName | undefined;
  /** Somebody wants to write into the search field of all chats. */
  wantsSearch: boolean;
  chatFilter: ChatFilter;
}

const start: ViewState = {
  section: 'friends',
  roomId: ownRoom,
  dialog: undefined,
  wantsSearch: false,
  chatFilter: 'all',
};

export const viewStore = createStore<ViewState>(() => start);

export const useView = <T>(select: (state: ViewState) => T): T => useStore(viewStore, select);

export const showSection = (section: Section): void => viewStore.setState({ section });
/** Beside the list, or in a window of its own, as is preferred; there it leads to a message, if one is named. */
export function showRoom(roomId: RoomId, seq?: number): void {
  const elsewhere = opensOwnWindow(roomId, seq);
  viewStore.setState({ ...(!elsewhere && { roomId }), dialog: undefined });
  if (!elsewhere && seq !== undefined) showTarget(roomId, seq);
}
export const leaveRoomView = (): void => viewStore.setState({ roomId: undefined });
/** The room is none of one's own any more; another one that is open stays. */
export const closeRoomView = (roomId: RoomId): void => {
  if (viewStore.getState().roomId === roomId) leaveRoomView();
};
export const filterChats = (chatFilter: ChatFilter): void => viewStore.setState({ chatFilter });
export const showDialog = (dialog: DialogName): void => viewStore.setState({ dialog });
export const closeDialog = (): void => viewStore.setState({ dialog: undefined });
export const searchAllChats = (): void => viewStore.setState({ section: 'chats', wantsSearch: true });
export const searchAllStarted = (): void => viewStore.setState({ wantsSearch: false });
/** After log-out: the next person starts at the beginning. */
export const resetView = (): void => viewStore.setState(start);
