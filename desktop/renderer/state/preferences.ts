import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { preferredLanguage } from '../i18n/language.ts';
import { keepValue, pageStorage } from './page-storage.ts';
import { type Preferences, preferencesIn } from './preference-values.ts';

const key = 'maru.preferences';

const load = (): Preferences =>
  preferencesIn(pageStorage.getItem(key), preferredLanguage(navigator.languages));

/** Choices of the person at this device; kept here only. */
export const preferencesStore = createStore<Preferences>(load);

preferencesStore.subscribe((state) => keepValue(key, state));

/** Another window of the same Maru has changed something. */
window.addEventListener('storage', (event) => {
  if (event.key === key) preferencesStore.setState(load());
});

export const usePreferences = <T>(select: (state: Preferences) => T): T => useStore(preferencesStore, select);
export const useLanguage = (): Preferences['language'] => usePreferences((state) => state.language);
export const choose = (change: Partial<Preferences>): void => preferencesStore.setState(change);

export const chooseNotifications = (change: Partial<Preferences['notifications']>): void =>
  preferencesStore.setState(({ notifications }) => ({ notifications: { ...notifications, ...change } }));
