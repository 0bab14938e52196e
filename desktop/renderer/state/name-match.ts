const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const syllablesPerInitial = 588;

/** 김민수 → ㄱㅁㅅ; other letters stay. */
export function initialsOf(text: string): string {
  return [...text]
    .map((letter) => {
      const code = letter.charCodeAt(0);
      const isSyllable = code >= firstSyllable && code <= lastSyllable;
      return isSyllable ? initials[Math.floor((code - firstSyllable) / syllablesPerInitial)] : letter;
    })
    .join('');
}

const folded = (text: string): string => text.normalize('NFC').toLocaleLowerCase('ko').replace(/\s+/g, '');

/** Whether a name is found by a part of it or by initial consonants (ㅁㅅ finds 김민수). */
export function matchesName(name: string, query: string): boolean {
  const wanted = folded(query);
  const text = folded(name);
  if (text.includes(wanted)) return true;
  return /^[ㄱ-ㅎ]+$/.test(wanted) && initialsOf(text).includes(wanted);
}
