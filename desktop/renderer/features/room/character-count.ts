import { limits } from '../../../../backend/contract/index.ts';

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Characters as people count them: 한, é and 👨‍👩‍👧 are one each. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

/** From here on the remaining number is shown. */
const tellFrom = limits.messageGraphemes - 500;

/** How many characters are too many; negative while some are left. Short texts are never counted: it would be slow. */
export const charactersOver = (text: string): number =>
  (text.length < tellFrom ? text.length : countCharacters(text)) - limits.messageGraphemes;

export const isNearLimit = (over: number): boolean => over >= tellFrom - limits.messageGraphemes;
