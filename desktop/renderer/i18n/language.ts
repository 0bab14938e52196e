/** The languages Maru speaks; Korean unless the system asks for English. */
export const languages = { ko: '한국어', en: 'English' } as const;

export type Language = keyof typeof languages;

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(languages, value);

/** The first of the wished languages that Maru speaks; Korean if none. */
export function preferredLanguage(wished: readonly string[]): Language {
  return wished.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'ko';
}
