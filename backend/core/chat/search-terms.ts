import { fold, type UserId } from '../../contract/index.ts';
import type { MessageRecord } from '../../ports/index.ts';

/** Most terms that a query is looked up by: each costs a look per room, and the found texts are checked anyway. */
const mostQueryTerms = 6;

/** Terms of texts have three code points at most, so these can be none. */
export const linkTerm = 'is:link';
export const senderTerm = (userId: UserId): string => `from:${userId}`;

export const hasLink = (text: string): boolean => /https?:\/\/\S/i.test(text);

/** A text as it is searched: letter case, composition and the width of spaces do not matter. */
export const searchForm = (text: string): string => fold(text).replace(/\s+/gu, ' ');

/** What people ask for: spaces around it are not meant. */
export const queryForm = (query: string): string => searchForm(query).trim();

/**
 * The terms of a message, by which it is found: each syllable (code point), and each two that follow one another, in a word or
 * from one word to the next. None for what cannot be found: system messages and those that were unsent.
 */
export function termsOf({ kind, message, unsentAt, userId }: MessageRecord): string[] {
  if (kind !== 'text' || unsentAt !== undefined) return [];
  const { syllables, pairs } = partsOf(searchForm(message));
  return [senderTerm(userId), ...(hasLink(message) ? [linkTerm] : []), ...syllables, ...pairs];
}

/** Terms that every text has of which the query (in `queryForm`) is a part. */
export function queryTerms(query: string): string[] {
  const { syllables, pairs } = partsOf(query);
  return spread([...(pairs.size > 0 ? pairs : syllables)], mostQueryTerms);
}

function partsOf(form: string): { syllables: Set<string>; pairs: Set<string> } {
  const [syllables, pairs] = [new Set<string>(), new Set<string>()];
  let previous = '';
  for (const syllable of form) {
    if (syllable === ' ') {
      if (previous !== '') previous += ' ';
      continue;
    }
    syllables.add(syllable);
    if (previous !== '') pairs.add(previous + syllable);
    previous = syllable;
  }
  return { syllables, pairs };
}

/** So many of the values, from all over the list. */
function spread<T>(values: readonly T[], most: number): T[] {
  const step = Math.max(1, values.length / most);
  return values.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
