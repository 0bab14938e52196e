import type { i18n } from 'i18next';
import { startTranslation } from '../i18n/start-translation.ts';
import { type Preferences, preferencesStore } from '../state/preferences.ts';

/** Puts the language and the theme of the preferences on the page, now and on every change. */
export function followPreferences(): i18n {
  const translation = startTranslation(preferencesStore.getState().language);
  show(preferencesStore.getState());
  preferencesStore.subscribe((state) => {
    show(state);
    void translation.changeLanguage(state.language);
  });
  return translation;
}

function show({ language, theme }: Preferences): void {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
}
