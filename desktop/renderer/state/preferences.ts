import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isLanguage, type Language, preferredLanguage } from '../i18n/language.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  language: Language;
  theme: Theme;
}

const key = 'maru.preferences';
const isTheme = (value: unknown): value is Theme =>
  value === 'light' || value === 'dark' || value === 'system';

function load(): Preferences {
  const stored = parse(localStorage.getItem(key));
  return {
    language: isLanguage(stored.language) ? stored.language : preferredLanguage(navigator.languages),
    theme: isTheme(stored.theme) ? stored.theme : 'system',
  };
}

/** Whatever stands in the storage may be old or broken. */
function parse(text: string | null): { language?: unknown; theme?: unknown } {
  try {
    return Object(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

/** Choices of the person at this device; kept here only. */
export const preferencesStore = createStore<Preferences>(load);

preferencesStore.subscribe((state) => localStorage.setItem(key, JSON.stringify(state)));

export const usePreferences = <T>(select: (state: Preferences) => T): T => useStore(preferencesStore, select);
export const useLanguage = (): Language => usePreferences((state) => state.language);
export const chooseLanguage = (language: Language): void => preferencesStore.setState({ language });
export const chooseTheme = (theme: Theme): void => preferencesStore.setState({ theme });
