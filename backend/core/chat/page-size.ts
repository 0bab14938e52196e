import type { ChatMessage } from '../../contract/index.ts';

/** Bytes of a page's messages at most: an answer is one record, and those end at 1 MB. */
const mostBytes = 800_000;
/** What a character takes at most in JSON, and a message beside its text, its answer and its reactions. */
const [characterBytes, otherBytes] = [6, 1_000];

/** As many of the messages as fit into one answer, from the end that was asked for; long ones make a shorter page. */
export function fitting(page: readonly ChatMessage[], take: 'first' | 'last'): readonly ChatMessage[] {
  const most = page.reduce((sum, { message }) => sum + characterBytes * message.length + otherBytes, 0);
  if (most <= mostBytes && page.every(({ reactions, mentions }) => !reactions && !mentions)) return page;
  const ordered = take === 'first' ? page : page.toReversed();
  let bytes = 0;
  const tooMany = ordered.findIndex((message, at) => {
    bytes += Buffer.byteLength(JSON.stringify(message));
    return at > 0 && bytes > mostBytes;
  });
  const kept = tooMany === -1 ? ordered : ordered.slice(0, tooMany);
  return take === 'first' ? kept : kept.toReversed();
}
