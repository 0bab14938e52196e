import type { RoomId } from '../../../contract/index.ts';
import type { MessageRecord, MessageStore, ReactionChange } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { detailsOf, toMessage, unsentRest } from './message-rows.ts';

/** What can happen to one stored message. A write runs alone, so reading and writing within it is one step. */
export function messageChanges(database: EmbeddedDatabase): Pick<MessageStore, 'edit' | 'unsend' | 'react'> {
  const { sql } = database;
  const select = sql.prepare('SELECT * FROM messages WHERE room_id = ? AND seq = ?');
  const update = sql.prepare(
    'UPDATE messages SET message = ?, details = ? WHERE room_id = ? AND seq = ? RETURNING *',
  );

  function find(roomId: RoomId, seq: number): MessageRecord | undefined {
    const row = select.get(roomId, seq);
    return row && toMessage(row);
  }

  function findSent(roomId: RoomId, seq: number): MessageRecord | undefined {
    const record = find(roomId, seq);
    return record?.unsentAt === undefined ? record : undefined;
  }

  function replace(record: MessageRecord): MessageRecord | undefined {
    const row = update.get(record.message, detailsOf(record), record.roomId, record.seq);
    return row && toMessage(row);
  }

  return {
    edit: (roomId, seq, { message, mentions, editedAt }) =>
      database.write(() => {
        const record = findSent(roomId, seq);
        return record && replace({ ...record, message, mentions, editedAt });
      }),

    unsend: (roomId, seq, unsentAt) =>
      database.write(() => {
        const record = find(roomId, seq);
        return record && replace(unsentRest(record, unsentAt));
      }),

    react: (roomId, seq, change, most) =>
      database.write(() => {
        const record = findSent(roomId, seq);
        const reactions = record && reactionsAfter(record, change, most);
        if (!reactions || reactions === 'full') return reactions;
        return replace({ ...record, reactions });
      }),
  };
}

function reactionsAfter({ reactions = [] }: MessageRecord, change: ReactionChange, most: number) {
  const { emoji, userId, on } = change;
  const others = reactions.filter((each) => each.emoji !== emoji || each.userId !== userId);
  if (!on) return others;
  if (others.length < reactions.length) return reactions;
  return reactions.length < most ? [...reactions, { emoji, userId }] : 'full';
}
