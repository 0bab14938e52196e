const lettersPerLine = 34;
const lineHeight = 20;
const bubble = 24;

/** A guess until the row is measured; close enough that the scrollbar hardly moves. */
export function estimateHeight(text: string): number {
  const head = text.length > 1200 ? text.slice(0, 1200) : text;
  const lines = head
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersPerLine)), 0);
  return Math.min(lines, 18) * lineHeight + bubble;
}
