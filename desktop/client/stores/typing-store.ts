import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UserId } from '../../../backend/contract/index.ts';

/** Who is writing at the moment, by roomId; the own user is never among them. */
export interface TypingState {
  byRoom: Readonly<Record<string, readonly UserId[]>>;
}

export type TypingStore = StoreApi<TypingState>;

export const createTypingStore = (): TypingStore =>
  createStore<TypingState>()((): TypingState => ({ byRoom: {} }));
