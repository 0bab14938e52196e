import type { Language } from '../i18n/language.ts';

export interface Emoji {
  text: string;
  label: string;
  /** What it is found by, folded. */
  words: string;
}

interface Compact {
  label: string;
  unicode: string;
  group?: number;
  order?: number;
  tags?: readonly string[];
}

/** Groups of Unicode's emoji, without the one of components. */
const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
export type EmojiGroup = (typeof groups)[number];
export const emojiGroups: readonly EmojiGroup[] = groups;

const loaders: Record<Language, () => Promise<{ default: readonly Compact[] }>> = {
  ko: () => import('emojibase-data/ko/compact.json'),
  en: () => import('emojibase-data/en/compact.json'),
};

/** All emoji by group, named in a language; fetched when they are first needed. */
export async function loadEmoji(language: Language): Promise<Map<EmojiGroup, Emoji[]>> {
  const { default: all } = await loaders[language]();
  const shown = all
    .filter(({ group }) => group !== undefined && group !== 2)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  const byGroup = new Map<EmojiGroup, Emoji[]>(groups.map((group) => [group, []]));
  for (const { group, unicode, label, tags = [] } of shown)
    byGroup.get(group as EmojiGroup)?.push({
      text: unicode,
      label,
      words: [label, ...tags].join(' ').toLowerCase(),
    });
  return byGroup;
}
