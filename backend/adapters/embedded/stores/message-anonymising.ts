import { type ClientMessageId, nobody, type UserId } from '../../../contract/index.ts';
import type { MessageRecord, MessageStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { detailsOf, toMessage, unsentRest } from './message-rows.ts';

/** Messages looked at by one write: some milliseconds, after which others have their turn. */
const slice = 1_000;

/** Takes a person out of a room's messages. */
export function messageAnonymising(database: EmbeddedDatabase): MessageStore['anonymise'] {
  const { sql } = database;
  const last = sql.prepare('SELECT max(seq) AS seq FROM messages WHERE room_id = ?');
  // instr instead of LIKE: nothing in an id is a wildcard.
  const concerned = sql.prepare(`SELECT * FROM messages WHERE room_id = ?1 AND seq > ?2 AND seq <= ?3
    AND (user_id = ?4 OR instr(details, '"' || ?4 || '"') > 0)`);
  const update = sql.prepare(`UPDATE messages
    SET user_id = ?, nickname = ?, message = ?, details = ?, client_message_id = ?
    WHERE room_id = ? AND seq = ?`);

  function replace(record: MessageRecord): void {
    const { roomId, seq, userId, nickname, message, clientMessageId } = record;
    update.run(userId, nickname, message, detailsOf(record), clientMessageId, roomId, seq);
  }

  return async (roomId, userId, unsentAt) => {
    const end = database.read(() => Number(last.get(roomId)?.seq ?? 0));
    for (let after = 0; after < end; after += slice) {
      await database.write(() => {
        const rows = concerned.all(roomId, after, after + slice, userId);
        for (const row of rows) replace(without(toMessage(row), userId, unsentAt));
      });
    }
  };
}

function without(record: MessageRecord, userId: UserId, unsentAt: string): MessageRecord {
  const { mentions, reactions, system } = record;
  const rest: MessageRecord = {
    ...record,
    mentions: mentions?.filter((mention) => mention.userId !== userId),
    reactions: reactions?.filter((reaction) => reaction.userId !== userId),
    system: system && {
      ...system,
      people: system.people.map((person) => (person.userId === userId ? nobody : person)),
    },
  };
  if (record.userId !== userId) return rest;
  const clientMessageId = record.messageId as string as ClientMessageId;
  const own = record.kind === 'system' ? rest : unsentRest(rest, unsentAt);
  return { ...own, ...nobody, clientMessageId };
}
