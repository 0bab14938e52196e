import { z } from 'zod';
import type { Language } from '../i18n/language.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const textSizes = ['small', 'normal', 'large', 'largest'] as const;
export const sounds = ['none', 'drop', 'bell', 'wood'] as const;
export const sendKeys = ['enter', 'modEnter'] as const;
export const ownPresences = ['automatic', 'hidden'] as const;

export type Theme = (typeof themes)[number];
export type TextSize = (typeof textSizes)[number];
export type SoundName = (typeof sounds)[number];
/** Which key sends; `modEnter` is Ctrl+Enter, and ⌘+Enter on a Mac. */
export type SendKey = (typeof sendKeys)[number];

export const keywordsMost = 20;
const keyword = z.string().trim().min(1).max(40);
/** `22:00` */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const notifications = z.object({
  on: z.boolean().catch(true),
  sound: z.enum(sounds).catch('drop'),
  /** Whether the words of the message are shown. */
  preview: z.boolean().catch(true),
  quiet: z.boolean().catch(false),
  quietFrom: timeOfDay.catch('22:00'),
  quietTo: timeOfDay.catch('08:00'),
  /** Words that notify even in rooms that are muted. */
  keywords: z.array(keyword).max(keywordsMost).catch([]),
  /** Whether a mention notifies in a room that is muted. */
  mutedMentions: z.boolean().catch(true),
});
export type NotificationRules = z.infer<typeof notifications>;

const stored = z.object({
  language: z.enum(['ko', 'en']).optional().catch(undefined),
  theme: z.enum(themes).catch('system'),
  textSize: z.enum(textSizes).catch('normal'),
  sendKey: z.enum(sendKeys).catch('enter'),
  /** Whether a room opens in a window of its own; in the desktop app only. */
  roomWindows: z.boolean().catch(false),
  presence: z.enum(ownPresences).catch('automatic'),
  notifications: notifications.catch(notifications.parse({})),
});

export type Preferences = Omit<z.infer<typeof stored>, 'language'> & { language: Language };

/** What stands in the storage; it may be old or broken, and each part that is gets its default. */
export function preferencesIn(text: string | null, language: Language): Preferences {
  const known = stored.parse({ ...Object(parsed(text)) });
  return { ...known, language: known.language ?? language };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

/** Adds a word that is not there yet; gives the list back unchanged when it is none or there are too many. */
export function withKeyword(keywords: readonly string[], wished: string): string[] {
  const word = keyword.safeParse(wished.normalize('NFC'));
  const full = keywords.length >= keywordsMost;
  if (!word.success || full || keywords.includes(word.data)) return [...keywords];
  return [...keywords, word.data];
}
