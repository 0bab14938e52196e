import { type ChatMessage, type Quote, type Reaction, shorten } from '../../contract/index.ts';
import type { MessageRecord, MessageStore, StoredReaction } from '../../ports/index.ts';

/** A stored message as people see it; `quoted` is the message that it answers. */
export function viewMessage(record: MessageRecord, quoted?: MessageRecord): ChatMessage {
  const { textCount: _, replySeq: __, reactions, ...message } = record;
  return {
    ...message,
    ...(quoted ? { replyTo: quoteOf(quoted) } : {}),
    ...(reactions ? { reactions: byEmoji(reactions) } : {}),
  };
}

/** Emojis in the order of their first reaction, people in the order of theirs. */
function byEmoji(reactions: readonly StoredReaction[]): Reaction[] {
  const groups = Map.groupBy(reactions, ({ emoji }) => emoji);
  return [...groups].map(([emoji, group]) => ({ emoji, userIds: group.map(({ userId }) => userId) }));
}

function quoteOf({ seq, userId, nickname, message, unsentAt }: MessageRecord): Quote {
  return { seq, userId, nickname, message: shorten(message), ...(unsentAt ? { unsentAt } : {}) };
}

/** Messages of any rooms with the messages that they answer, one look per room that has answers. */
export async function viewMessages(
  records: readonly MessageRecord[],
  messages: MessageStore,
): Promise<ChatMessage[]> {
  const answers = Map.groupBy(
    records.filter(({ replySeq }) => replySeq !== undefined),
    ({ roomId }) => roomId,
  );
  const found = await Promise.all(
    [...answers].map(([roomId, group]) =>
      messages.findBySeq(roomId, [...new Set(group.map(({ replySeq }) => replySeq as number))]),
    ),
  );
  const quoted = new Map(found.flat().map((record) => [placeOf(record.roomId, record.seq), record]));
  return records.map((record) =>
    viewMessage(record, quoted.get(placeOf(record.roomId, record.replySeq ?? 0))),
  );
}

const placeOf = (roomId: string, seq: number): string => `${roomId} ${seq}`;
