import type { Mention, UserId } from '../../../../backend/contract/index.ts';

/** Somebody who can be named. */
export interface Nameable {
  userId: UserId | 'all';
  name: string;
}

/** The name that is being written at the cursor, after an @ that begins a word; undefined when there is none. */
export function mentionQueryAt(text: string, cursor: number): { start: number; query: string } | undefined {
  const match = /(?:^|\s)@([^\s@]{0,30})$/u.exec(text.slice(0, cursor));
  const query = match?.[1];
  return query === undefined ? undefined : { start: cursor - query.length - 1, query };
}

/** Who is meant in a message already: an edit of it must not forget them. */
export const namedIn = ({ message, mentions = [] }: { message: string; mentions?: Mention[] }): Nameable[] =>
  mentions.map(({ userId, start, length }) => ({ userId, name: message.slice(start + 1, start + length) }));

/** Where the chosen names stand in the text, longest first, so that @김민 does not take a part of @김민수. */
export function mentionsIn(text: string, chosen: readonly Nameable[]): Mention[] {
  const found: Mention[] = [];
  for (const { userId, name } of [...chosen].sort((one, other) => other.name.length - one.name.length)) {
    const word = `@${name}`;
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
      const end = start + word.length;
      if (!found.some((other) => start < other.start + other.length && other.start < end))
        found.push({ userId, start, length: word.length });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
