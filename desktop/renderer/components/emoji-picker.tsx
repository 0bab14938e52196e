import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../state/preferences.ts';
import { type Emoji, type EmojiGroup, emojiGroups, loadEmoji } from './emoji-data.ts';
import styles from './emoji-picker.module.css';
import { fetchPart } from './lazy-part.tsx';
import { SearchField } from './search-field.tsx';

/** Pictures on the tabs of the groups. */
const tabs: Record<EmojiGroup, string> = {
  0: '😀',
  1: '👋',
  3: '🐻',
  4: '🍚',
  5: '🚗',
  6: '⚽',
  7: '💡',
  8: '💬',
  9: '🚩',
};
const mostFound = 120;

/** All emoji, by group or by a word in the language of the app. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState<EmojiGroup>(0);
  const all = useEmoji();
  const shown = useMemo(() => select(all, query, group), [all, query, group]);
  return (
    <div className={styles.picker}>
      <SearchField label={t('emoji.search')} value={query} onChange={setQuery} />
      <div className={styles.tabs} role="tablist" aria-label={t('emoji.groups')}>
        {emojiGroups.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === group && query === ''}
            aria-label={t(`emoji.group${each}`)}
            className={styles.tab}
            onClick={() => {
              setQuery('');
              setGroup(each);
            }}
          >
            {tabs[each]}
          </button>
        ))}
      </div>
      <div className={styles.grid}>
        {shown.map(({ text, label }) => (
          <button
            key={text}
            type="button"
            className={styles.emoji}
            aria-label={label}
            title={label}
            onClick={() => onPick(text)}
          >
            {text}
          </button>
        ))}
        {all && shown.length === 0 && <p className={styles.none}>{t('emoji.none')}</p>}
      </div>
    </div>
  );
}

function useEmoji(): Map<EmojiGroup, Emoji[]> | undefined {
  const language = useLanguage();
  const [all, setAll] = useState<Map<EmojiGroup, Emoji[]>>();
  const [failure, setFailure] = useState<unknown>();
  if (failure) throw failure;
  useEffect(() => {
    let wanted = true;
    fetchPart(() => loadEmoji(language)).then((loaded) => wanted && setAll(loaded), setFailure);
    return () => {
      wanted = false;
    };
  }, [language]);
  return all;
}

function select(all: Map<EmojiGroup, Emoji[]> | undefined, query: string, group: EmojiGroup): Emoji[] {
  const wanted = query.trim().toLowerCase();
  if (!all) return [];
  if (wanted === '') return all.get(group) ?? [];
  return [...all.values()]
    .flat()
    .filter(({ words }) => words.includes(wanted))
    .slice(0, mostFound);
}
