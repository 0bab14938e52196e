import type { i18n } from 'i18next';
import { startTranslation } from '../i18n/start-translation.ts';
import { bridge } from '../state/bridge.ts';
import type { Preferences } from '../state/preference-values.ts';
import { preferencesStore } from '../state/preferences.ts';

/** Puts the language, the theme and the text size of the preferences on the page, now and on every change. */
export function followPreferences(): i18n {
  const translation = startTranslation(preferencesStore.getState().language);
  show(preferencesStore.getState());
  preferencesStore.subscribe((state) => {
    show(state);
    void translation.changeLanguage(state.language);
  });
  return translation;
}

function show({ language, theme, textSize }: Preferences): void {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.textSize = textSize;
  // Tray and system notifications speak the same language; while Maru is locked nothing is chosen.
  bridge?.changeSettings({ language }).catch(() => {});
}
