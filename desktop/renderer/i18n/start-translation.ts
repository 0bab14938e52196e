import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en.ts';
import { korean } from './ko.ts';
import type { Language } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english };
  }
}

/** Both languages are in the first load: together they weigh a few kilobytes, and switching is instant. */
export function startTranslation(language: Language): i18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: language,
    fallbackLng: 'ko',
    initAsync: false,
    resources: { ko: { translation: korean }, en: { translation: english } },
    interpolation: { escapeValue: false },
  });
  return instance;
}
