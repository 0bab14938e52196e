import type { RoomId } from '../../../contract/index.ts';
import type { MessageRecord, MessageStore, RoomEnd } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { messageAnonymising } from './message-anonymising.ts';
import { messageChanges } from './message-changes.ts';
import { detailsOf, toMessage } from './message-rows.ts';

export function embeddedMessageStore(database: EmbeddedDatabase): MessageStore {
  const { sql } = database;
  const insert = sql.prepare(
    `INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const last = sql.prepare(
    'SELECT seq, text_count FROM messages WHERE room_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const bySeq = sql.prepare('SELECT * FROM messages WHERE room_id = ? AND seq = ?');
  const sent = sql.prepare(
    'SELECT * FROM messages WHERE room_id = ? AND user_id = ? AND client_message_id = ?',
  );
  const range = 'SELECT * FROM messages WHERE room_id = ? AND seq > ? AND seq < ?';
  const first = sql.prepare(`${range} ORDER BY seq LIMIT ?`);
  const remove = sql.prepare(`DELETE FROM messages WHERE arrival IN
    (SELECT arrival FROM messages WHERE room_id = ? AND seq <= ? ORDER BY seq LIMIT ?)`);
  const latest = sql.prepare(`${range} ORDER BY seq DESC LIMIT ?`);

  function insertOne(message: MessageRecord): boolean {
    const { roomId, seq, createdAt, kind, messageId, clientMessageId, userId, nickname, textCount } = message;
    const at = Date.parse(createdAt);
    const text = message.message;
    const details = detailsOf(message);
    const place = [roomId, seq, at, kind, messageId, clientMessageId, userId, nickname] as const;
    return insert.run(...place, text, textCount, details).changes === 1;
  }

  function endOf(roomId: RoomId): RoomEnd {
    const row = last.get(roomId);
    return { seq: Number(row?.seq ?? 0), textCount: Number(row?.text_count ?? 0) };
  }

  return {
    ends: async (roomIds) => database.read(() => new Map(roomIds.map((roomId) => [roomId, endOf(roomId)]))),

    findBySeq: async (roomId, seqs) =>
      database.read(() => {
        const rows = [...new Set(seqs)].sort((a, b) => a - b).map((seq) => bySeq.get(roomId, seq));
        return rows.filter((row) => row !== undefined).map(toMessage);
      }),

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

    removeUpTo: (roomId, last, limit) =>
      database.write(() => Number(remove.run(roomId, last, limit).changes)),

    ...messageChanges(database),
    anonymise: messageAnonymising(database),
  };
}
