import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Room, RoomId, UserId } from '../../../backend/contract/index.ts';
import type { LoadStatus } from './load-status.ts';

/** A room of the chat list; its people are in the profiles store. */
export type RoomEntry = Omit<Room, 'participants'> & {
  /** A few of the others until the room is opened, then everyone including oneself. */
  participantIds: readonly UserId[];
  /** The owner of a group, as far as they are among the participants that are known. */
  ownerId?: UserId;
};

export interface RoomsState {
  status: LoadStatus;
  byId: Readonly<Record<string, RoomEntry>>;
  /** The latest activity first. Favourites first is the view's choice. */
  ids: readonly RoomId[];
}

export type RoomsStore = StoreApi<RoomsState>;

export const noRooms: RoomsState = { status: { is: 'idle' }, byId: {}, ids: [] };

export const createRoomsStore = (): RoomsStore => createStore<RoomsState>()((): RoomsState => noRooms);
