import type { ChatMessage, ClientMessageId, MessageId, RoomId, UserId } from '../../../contract/index.ts';
import type { MessageStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

export function embeddedMessageStore(database: EmbeddedDatabase): MessageStore {
  const { sql } = database;
  const insert = sql.prepare(
    `INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const last = sql.prepare('SELECT max(seq) AS last FROM messages WHERE room_id = ?');
  const sent = sql.prepare(
    'SELECT * FROM messages WHERE room_id = ? AND user_id = ? AND client_message_id = ?',
  );
  const range = 'SELECT * FROM messages WHERE room_id = ? AND seq > ? AND seq < ?';
  const first = sql.prepare(`${range} ORDER BY seq LIMIT ?`);
  const latest = sql.prepare(`${range} ORDER BY seq DESC LIMIT ?`);

  function insertOne(message: ChatMessage): boolean {
    const { roomId, seq, createdAt, kind, messageId, clientMessageId, userId, nickname } = message;
    const at = Date.parse(createdAt);
    const text = message.message;
    return (
      insert.run(roomId, seq, at, kind, messageId, clientMessageId, userId, nickname, text).changes === 1
    );
  }

  return {
    lastSeqs: async (roomIds) =>
      database.read(() => new Map(roomIds.map((roomId) => [roomId, Number(last.get(roomId)?.last ?? 0)]))),

    findSent: async (keys) =>
      database.read(() =>
        keys
          .map(({ roomId, userId, clientMessageId }) => sent.get(roomId, userId, clientMessageId))
          .filter((row) => row !== undefined)
          .map(toMessage),
      ),

    insert: (messages) =>
      database.write(() => {
        const conflicts = new Set<RoomId>();
        for (const message of messages) {
          if (!conflicts.has(message.roomId) && !insertOne(message)) conflicts.add(message.roomId);
        }
        return { conflicts };
      }),

    page: async ({ roomId, after, before = Number.MAX_SAFE_INTEGER, take, limit }) =>
      database.read(() => {
        const rows = (take === 'first' ? first : latest).all(roomId, after, before, limit).map(toMessage);
        return take === 'first' ? rows : rows.reverse();
      }),
  };
}

/** A row of the table messages as the contract's message. */
export function toMessage(row: Record<string, unknown>): ChatMessage {
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
  };
}
