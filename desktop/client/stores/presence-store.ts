import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Presence } from '../../../backend/contract/index.ts';

/** How those are there whom the view watches, by userId. */
export interface PresenceState {
  byId: Readonly<Record<string, Presence>>;
}

export type PresenceStore = StoreApi<PresenceState>;

export const createPresenceStore = (): PresenceStore =>
  createStore<PresenceState>()((): PresenceState => ({ byId: {} }));
