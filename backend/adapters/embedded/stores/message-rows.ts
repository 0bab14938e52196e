import type { ChatMessage, ClientMessageId, MessageId, RoomId, UserId } from '../../../contract/index.ts';
import type { MessageRecord } from '../../../ports/index.ts';

/** What most messages do not have; kept together, as JSON. */
type Details = Pick<
  MessageRecord,
  'replySeq' | 'mentions' | 'forwarded' | 'reactions' | 'editedAt' | 'unsentAt' | 'system'
>;

/** The column `details` of a message; null when there are none. Empty lists are none. */
export function detailsOf(message: Details): string | null {
  const { replySeq, forwarded, editedAt, unsentAt, system } = message;
  const [mentions, reactions] = [filled(message.mentions), filled(message.reactions)];
  const json = JSON.stringify({ replySeq, mentions, forwarded, reactions, editedAt, unsentAt, system });
  return json === '{}' ? null : json;
}

const filled = <V>(list: V[] | undefined): V[] | undefined => (list?.length ? list : undefined);

/** What remains of a message that is unsent. */
export function unsentRest(record: MessageRecord, unsentAt: string): MessageRecord {
  const { replySeq: _, mentions: __, forwarded: ___, reactions: ____, editedAt: _____, ...rest } = record;
  return { ...rest, message: '', unsentAt: rest.unsentAt ?? unsentAt };
}

/** A row of the table messages. */
export function toMessage(row: Record<string, unknown>): MessageRecord {
  return {
    roomId: row.room_id as RoomId,
    seq: row.seq as number,
    messageId: row.message_id as MessageId,
    clientMessageId: row.client_message_id as ClientMessageId,
    userId: row.user_id as UserId,
    nickname: row.nickname as string,
    message: row.message as string,
    kind: row.kind as ChatMessage['kind'],
    createdAt: new Date(row.created_at as number).toISOString(),
    textCount: row.text_count as number,
    ...(row.details === null ? {} : JSON.parse(row.details as string)),
  };
}
