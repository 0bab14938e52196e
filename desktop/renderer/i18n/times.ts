import type { Language } from './language.ts';

/** The ways a time is written, one set of formatters per language, made once. */
interface Writers {
  time: Intl.DateTimeFormat;
  dayOfYear: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  fullDay: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

const made = new Map<Language, Writers>();

function writersOf(language: Language): Writers {
  const known = made.get(language);
  if (known) return known;
  const writers: Writers = {
    time: new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }),
    dayOfYear: new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' }),
    date: new Intl.DateTimeFormat(language, { year: 'numeric', month: 'numeric', day: 'numeric' }),
    fullDay: new Intl.DateTimeFormat(language, { dateStyle: 'full' }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
  made.set(language, writers);
  return writers;
}

const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** 오후 3:12 */
export const timeOfDay = (iso: string, language: Language): string =>
  writersOf(language).time.format(new Date(iso));

/** 2026년 11월 23일 월요일 */
export const fullDay = (iso: string, language: Language): string =>
  writersOf(language).fullDay.format(new Date(iso));

/** 오후 3:12 today, 어제, 11월 20일 this year, 2025. 11. 20. before. */
export function listTime(iso: string, language: Language, now: Date): string {
  const then = new Date(iso);
  const writers = writersOf(language);
  const days = Math.round((startOfDay(now) - startOfDay(then)) / 86_400_000);
  if (days <= 0) return writers.time.format(then);
  if (days === 1) return capitalised(writers.relative.format(-1, 'day'));
  return (then.getFullYear() === now.getFullYear() ? writers.dayOfYear : writers.date).format(then);
}

/** Whether two times fall on the same day here. */
export const sameDay = (a: string, b: string): boolean => startOfDay(new Date(a)) === startOfDay(new Date(b));

/** Whether two times fall in the same minute. */
export const sameMinute = (a: string, b: string): boolean =>
  Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
