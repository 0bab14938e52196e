import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CachedLists } from '../ports.ts';

/** What stands unsent in the composers, by roomId; it survives a restart. */
export interface DraftsState {
  byRoom: Readonly<Record<string, CachedLists['draft']>>;
}

export type DraftsStore = StoreApi<DraftsState>;

export const createDraftsStore = (): DraftsStore =>
  createStore<DraftsState>()((): DraftsState => ({ byRoom: {} }));
