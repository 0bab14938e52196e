import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RoomId } from '../../../backend/contract/index.ts';

/** A message that somebody wants to see: from the search, the drawer, a quote or the calendar. */
export interface Target {
  roomId: RoomId;
  seq: number;
  /** Grows with every wish, so that the same message can be wished for again. */
  wish: number;
}

const targetStore = createStore<{ target: Target | undefined }>(() => ({ target: undefined }));
let wishes = 0;

export const showTarget = (roomId: RoomId, seq: number): void =>
  targetStore.setState({ target: { roomId, seq, wish: ++wishes } });

export const clearTarget = (): void => targetStore.setState({ target: undefined });

export const useTargetOf = (roomId: RoomId): Target | undefined =>
  useStore(targetStore, ({ target }) => (target?.roomId === roomId ? target : undefined));
