/** A stretch of a text as it is drawn. */
export type Piece =
  | { is: 'text' | 'bold' | 'italic' | 'strike' | 'code' | 'link'; text: string }
  | { is: 'block'; text: string }
  | { is: 'mention'; text: string; userId: string };

export interface Named {
  userId: string;
  start: number;
  length: number;
}

type Style = 'bold' | 'italic' | 'strike' | 'code' | 'link' | 'block';

/**
 * The few marks that people know from other messengers: ``` blocks, `code`, **bold**, *italic*, ~~strike~~ and web addresses.
 * A mark with a blank inside its edge is no mark, so that 3 * 4 * 5 stays a sum.
 */
const marks: readonly (readonly [Style, RegExp])[] = [
  ['block', /```\n?([\s\S]+?)\n?```/y],
  ['code', /`([^`\n]+)`/y],
  // Up to a blank; marks that end a sentence are not part of an address.
  ['link', /(https?:\/\/[^\s<>"']*[^\s<>"'.,!?:;)\]}~…*])/y],
  ['bold', /\*\*(\S|\S[^\n]*?\S)\*\*/y],
  ['strike', /~~(\S|\S[^\n]*?\S)~~/y],
  ['italic', /\*(\S|\S[^\n*]*?\S)\*(?!\*)/y],
];
const starts = /[`*~h]/g;

/** Cuts a text into its pieces, in order; put together again they are the text without its marks. Never read as HTML. */
export function richText(text: string, mentions: readonly Named[] = []): Piece[] {
  const named = [...mentions].sort((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { userId, start, length } of named) {
    if (start < at || start + length > text.length) continue;
    pieces.push(...marked(text.slice(at, start)));
    pieces.push({ is: 'mention', text: text.slice(start, start + length), userId });
    at = start + length;
  }
  return [...pieces, ...marked(text.slice(at))];
}

/** The text without its marks, for places that show one line of it. */
export const plainText = (text: string): string =>
  richText(text)
    .map((piece) => piece.text)
    .join('');

function marked(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = 0;
  starts.lastIndex = 0;
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    const found = markAt(text, start.index);
    if (!found) continue;
    if (start.index > plainFrom) pieces.push({ is: 'text', text: text.slice(plainFrom, start.index) });
    pieces.push(found.piece);
    plainFrom = found.end;
    starts.lastIndex = found.end;
  }
  if (plainFrom < text.length) pieces.push({ is: 'text', text: text.slice(plainFrom) });
  return pieces;
}

function markAt(text: string, index: number): { piece: Piece; end: number } | undefined {
  for (const [is, pattern] of marks) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) return { piece: { is, text: match[1] }, end: pattern.lastIndex };
  }
  return undefined;
}
