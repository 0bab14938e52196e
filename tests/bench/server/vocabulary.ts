const firstSyllable = 0xac00;
const syllables = 2_000;

/** Made-up Korean: a few words are in most sentences, most words in few. */
export interface Vocabulary {
  /** From 0 to 1, the same with every run. */
  random(): number;
  /** Three to ten words. */
  sentence(): string;
  /** A word of so many syllables at least, as often as sentences have it. */
  word(syllables: number): string;
}

export function createVocabulary(seed = 7): Vocabulary {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const syllable = () => String.fromCharCode(firstSyllable + Math.floor(random() ** 2 * syllables) * 5);
  const list = (length: number, make: () => string) => Array.from({ length }, make);
  const words = list(5_000, () => list(1 + Math.floor(random() * 4), syllable).join(''));
  const anyWord = () => words[Math.floor(random() ** 3 * words.length)] ?? '';
  return {
    random,
    sentence: () => list(3 + Math.floor(random() * 8), anyWord).join(' '),
    word(least) {
      for (;;) {
        const word = anyWord();
        if (word.length >= least) return word;
      }
    },
  };
}
