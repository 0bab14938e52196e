import { z } from 'zod';
import { clientMessageId, seq } from './ids.ts';
import { limits } from './limits.ts';
import { type Mention, mention } from './message.ts';
import { writtenText } from './text.ts';

/** A text with its mentions, which name places of the text as it was written. */
const written = z.object({
  message: writtenText,
  mentions: z.array(mention).max(limits.mentions).optional(),
});
type Written = z.infer<typeof written>;

/**
 * What a client sends, by POST /chat/{roomId} or by STOMP SEND. `replyTo` is the seq of the message that is answered.
 * Parsed, the text is NFC and the mentions stand where their parts of it stand now.
 */
export const outgoingMessage = written
  .extend({ clientMessageId, replyTo: seq.optional(), forwarded: z.boolean().optional() })
  .transform(compose);
export type OutgoingMessage = z.infer<typeof outgoingMessage>;

/** What PATCH /chat/{roomId}/{seq} takes. */
export const editedMessage = written.transform(compose);

/** Brings a text into NFC and its mentions with it, in the order of their places. */
function compose<W extends Written>(given: W, context: z.RefinementCtx): W {
  const message = given.message.normalize('NFC');
  if (given.mentions === undefined) return { ...given, message };
  const mentions = given.mentions
    .map((named) => move(named, given.message, message))
    .sort((a, b) => a.start - b.start);
  if (standApart(mentions, message)) return { ...given, message, mentions };
  const problem = 'a mention is outside the text, cuts a character or overlaps another';
  context.addIssue({ code: 'custom', path: ['mentions'], message: problem });
  return z.NEVER;
}

/** Where a mention stands in the composed text; it gets a place that never fits when it cuts what is one character there. */
function move(named: Mention, text: string, composed: string): Mention {
  if (text === composed) return named;
  const [start, end] = [named.start, named.start + named.length].map((place) => {
    const before = text.slice(0, place).normalize('NFC');
    return place <= text.length && composed.startsWith(before) ? before.length : Number.POSITIVE_INFINITY;
  }) as [number, number];
  return { ...named, start, length: end - start };
}

/** Whether mentions in the order of their places stand inside the text, cut no character and do not overlap. */
function standApart(mentions: readonly Mention[], text: string): boolean {
  let free = 0;
  return mentions.every(({ start, length }) => {
    const end = start + length;
    const fits = start >= free && end <= text.length && text.slice(start, end).isWellFormed();
    free = end;
    return fits;
  });
}
