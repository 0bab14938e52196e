import { disassemble, disassembleCompleteCharacter } from 'es-hangul';

/** 김민수 → ㄱㅁㅅ; other letters stay. */
export const initialsOf = (text: string): string => [...text].map(initialOf).join('');

const initialOf = (letter: string): string => disassembleCompleteCharacter(letter)?.choseong ?? letter;

const folded = (text: string): string => text.normalize('NFC').toLocaleLowerCase('ko').replace(/\s+/g, '');

/** An input method joins two consonants to one jamo while somebody types initials: ㄳ is ㄱ and ㅅ. */
const lettersOf = (query: string): string[] =>
  [...folded(query)].flatMap((letter) =>
    disassembleCompleteCharacter(letter) ? [letter] : [...disassemble(letter)],
  );

/**
 * Whether a name is found by a part of it, by initial consonants (ㅁㅅ finds 김민수), or by what stands in the field while a
 * syllable is not finished yet (기 finds 김민수, 닭 finds 달기, 김ㅁ finds 김민수).
 */
export function matchesName(name: string, query: string): boolean {
  const wanted = lettersOf(query);
  const letters = [...folded(name)];
  return wanted.length === 0 || letters.some((_, place) => matchesAt(letters.slice(place), wanted));
}

function matchesAt(letters: readonly string[], wanted: readonly string[]): boolean {
  const last = wanted.length - 1;
  if (letters.length <= last) return false;
  const before = wanted.slice(0, last).every((letter, index) => isMeant(letters[index] ?? '', letter));
  return before && begins(letters.slice(last, last + 2), wanted[last] ?? '');
}

const isMeant = (letter: string, wanted: string): boolean =>
  letter === wanted || initialOf(letter) === wanted;

/** The last letter may be on its way: its final consonant may become the next syllable's initial. */
const begins = (letters: readonly string[], unfinished: string): boolean =>
  disassemble(letters.join('')).startsWith(disassemble(unfinished));
