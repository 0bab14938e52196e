import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ChatMessage, RoomId } from '../../../backend/contract/index.ts';
import { keepValue, keptTexts } from './page-storage.ts';

/** What the composer of a room is about, beside its text: an answer, or the change of an own message. */
export type Composing = { is: 'replying' | 'editing'; message: ChatMessage };

interface ComposingState {
  byRoom: Readonly<Record<string, Composing>>;
  /** Rooms whose composer is locked: the guard against writing into the wrong room. Kept on this device. */
  locked: readonly string[];
}

const key = 'maru.locked-rooms';

const composingStore = createStore<ComposingState>(() => ({ byRoom: {}, locked: keptTexts(key) }));

export function compose(roomId: RoomId, composing: Composing | undefined): void {
  const { [roomId]: _, ...others } = composingStore.getState().byRoom;
  composingStore.setState({ byRoom: composing ? { ...others, [roomId]: composing } : others });
}

export const useComposing = (roomId: RoomId): Composing | undefined =>
  useStore(composingStore, (state) => state.byRoom[roomId]);

export const useLocked = (roomId: RoomId): boolean =>
  useStore(composingStore, (state) => state.locked.includes(roomId));

export const isLocked = (roomId: RoomId): boolean => composingStore.getState().locked.includes(roomId);

export function setLocked(roomId: RoomId, locked: boolean): void {
  const others = composingStore.getState().locked.filter((id) => id !== roomId);
  const now = locked ? [...others, roomId] : others;
  composingStore.setState({ locked: now });
  keepValue(key, now);
}
