import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Profile } from '../../../backend/contract/index.ts';

/** Everybody met so far, by userId: the one place that names and pictures are read from. */
export interface ProfilesState {
  byId: Readonly<Record<string, Profile>>;
}

export type ProfilesStore = StoreApi<ProfilesState>;

export const createProfilesStore = (): ProfilesStore =>
  createStore<ProfilesState>()((): ProfilesState => ({ byId: {} }));
