import { fold, type SearchHit } from '../../contract/index.ts';
import { searchForm } from './search-terms.ts';

type Highlight = SearchHit['highlights'][number];

/** Most highlights of one message; an answer is bounded. */
const most = 20;

/** Texts that fold letter by letter: letters, digits and signs of ASCII, Hangul syllables, single spaces. */
const plain = /^(?:[\x21-\x7e가-힣]| (?! ))*$/;

/** Parts that fold by themselves: spaces, or a letter with the marks and jamo that may become one with it. */
const parts = /\s+|\P{M}[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]*|\p{M}+/gu;

/**
 * The places of a query (in `queryForm`) in a text, in UTF-16 units of the text as it is stored, from left to right and not
 * overlapping; of a letter that folds to several (ß to ss) all, even if the query has but a part of it. Empty when the text
 * does not contain the query.
 */
export function highlightsOf(text: string, query: string): Highlight[] {
  const found = matchesOf(searchForm(text), query);
  if (found.length === 0 || plain.test(text)) return found;
  const starts = startsOf(text);
  const highlights = found.map(({ start, length }) => {
    const from = starts[start] ?? 0;
    return { start: from, length: endAfter(starts, start + length - 1, text.length) - from };
  });
  return highlights.filter(({ start }, at) => start !== highlights[at - 1]?.start);
}

function matchesOf(form: string, query: string): Highlight[] {
  const found: Highlight[] = [];
  let start = form.indexOf(query);
  while (start !== -1 && found.length < most) {
    found.push({ start, length: query.length });
    start = form.indexOf(query, start + query.length);
  }
  return found;
}

/** For each unit of the text's search form, where the part of the text begins that it is of. */
function startsOf(text: string): number[] {
  const starts: number[] = [];
  for (const { 0: part, index } of text.matchAll(parts)) {
    const length = /^\s/.test(part) ? 1 : fold(part).length;
    for (let unit = 0; unit < length; unit++) starts.push(index);
  }
  return starts;
}

/** Where the part ends that a unit of the search form is of. */
function endAfter(starts: readonly number[], unit: number, end: number): number {
  const own = starts[unit];
  for (let next = unit + 1; next < starts.length; next++) {
    const start = starts[next];
    if (start !== undefined && start !== own) return start;
  }
  return end;
}
