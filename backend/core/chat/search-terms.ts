import { fold, type UserId } from '../../contract/index.ts';
import type { MessageRecord } from '../../ports/index.ts';

/** Most terms that a query is looked up by: each costs a look per room, and the found texts are checked anyway. */
const mostQueryTerms = 6;

/** Terms of texts have one or two code points, so these can be none. */
export const linkTerm = 'is:link';
export const senderTerm = (userId: UserId): string => `from:${userId}`;

export const hasLink = (text: string): boolean => /https?:\/\/\S/i.test(text);

/** A text as it is searched: letter case, composition and the width of spaces do not matter. */
export const searchForm = (text: string): string => fold(text).replace(/\s+/gu, ' ');

/** What people ask for: spaces around it are not meant. */
export const queryForm = (query: string): string => searchForm(query).trim();

/**
 * The terms of a message, by which it is found: each syllable (code point) and each two that follow one another within a word. None for
 * what cannot be found: system messages and those that were unsent.
 */
export function termsOf({ kind, message, unsentAt, userId }: MessageRecord): string[] {
  if (kind !== 'text' || unsentAt !== undefined) return [];
  const terms = new Set([senderTerm(userId)]);
  if (hasLink(message)) terms.add(linkTerm);
  for (const word of searchForm(message).split(' ')) {
    let previous = '';
    for (const syllable of word) {
      terms.add(syllable);
      if (previous !== '') terms.add(previous + syllable);
      previous = syllable;
    }
  }
  return [...terms];
}

/** Terms that every text has of which the query (in `queryForm`) is a part. */
export function queryTerms(query: string): string[] {
  const terms = new Set<string>();
  for (const word of query.split(' ')) {
    const syllables = [...word];
    if (syllables.length === 1) terms.add(word);
    for (let at = 1; at < syllables.length; at++) terms.add(`${syllables[at - 1]}${syllables[at]}`);
  }
  return spread([...terms], mostQueryTerms);
}

/** So many of the values, from all over the list. */
function spread<T>(values: readonly T[], most: number): T[] {
  const step = Math.max(1, values.length / most);
  return values.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
