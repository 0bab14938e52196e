import type { ChatMessage } from '../../contract/index.ts';

/** Bytes of a page's messages at most: an answer is one record, and those end at 1 MB. */
const mostBytes = 800_000;
/** What a character takes at most in JSON, and a message beside its text, its answer and its reactions. */
const [characterBytes, otherBytes] = [6, 1_000];

/** As many of the messages as fit into one answer, or a part of it, from the end that was asked for; long ones make a shorter page. */
export function fitting<M extends ChatMessage>(
  page: readonly M[],
  take: 'first' | 'last',
  part = 1,
): readonly M[] {
  const most = page.reduce((sum, message) => sum + characterBytes * lengthOf(message) + otherBytes, 0);
  if (most <= part * mostBytes && page.every(({ reactions, mentions }) => !reactions && !mentions))
    return page;
  return fittingJson(page, take, part);
}

/** The same for anything, by the size that it has in JSON. */
export function fittingJson<T>(page: readonly T[], take: 'first' | 'last', part = 1): readonly T[] {
  const ordered = take === 'first' ? page : page.toReversed();
  let bytes = 0;
  const tooMany = ordered.findIndex((item, at) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return at > 0 && bytes > part * mostBytes;
  });
  const kept = tooMany === -1 ? ordered : ordered.slice(0, tooMany);
  return take === 'first' ? kept : kept.toReversed();
}

/** A quote has few characters, but one may consist of any number of marks. */
const lengthOf = ({ message, replyTo }: ChatMessage): number =>
  message.length + (replyTo?.message.length ?? 0);

/** The same for a page around a place, of which either side has half of the answer. */
export function fittingAround(page: readonly ChatMessage[], place: number): readonly ChatMessage[] {
  const [before, from] = [page.filter(({ seq }) => seq < place), page.filter(({ seq }) => seq >= place)];
  return [...fitting(before, 'last', 0.5), ...fitting(from, 'first', 0.5)];
}
