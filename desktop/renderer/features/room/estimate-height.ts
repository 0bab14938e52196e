const lettersPerLine = 34;
const lineHeight = 20;
const bubble = 24;
const mostLines = 18;

/**
 * A guess at a row's height until it is measured, from the length of its text alone: it is asked for every message
 * of the room whenever one is added, so it must cost next to nothing.
 */
export const estimateHeight = (letters: number): number =>
  Math.min(Math.ceil(letters / lettersPerLine), mostLines) * lineHeight + bubble;
