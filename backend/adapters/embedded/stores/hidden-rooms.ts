import type { RoomStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { toHidden } from './room-rows.ts';

/** Rooms that their participants have put away; the few there are stand in a table of their own. */
export function hiddenRooms(
  database: EmbeddedDatabase,
): Pick<RoomStore, 'hideRoom' | 'showRoom' | 'findHidden'> {
  const { sql } = database;
  const move = sql.prepare(`UPDATE participants SET joined_seq = max(joined_seq, ?1),
      joined_text_count = max(joined_text_count, ?2), read_seq = max(read_seq, ?1),
      read_text_count = max(read_text_count, ?2)
    WHERE room_id = ?3 AND user_id = ?4 AND gone = 0`);
  const hide = sql.prepare(`INSERT INTO hidden_rooms (room_id, user_id, seq, request_id) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET seq = excluded.seq, request_id = excluded.request_id WHERE seq <= excluded.seq`);
  const show = sql.prepare('DELETE FROM hidden_rooms WHERE room_id = ? AND user_id = ?');
  const find = sql.prepare('SELECT * FROM hidden_rooms WHERE room_id = ? ORDER BY user_id');

  return {
    async hideRoom({ roomId, userId, seq, requestId }, textCount) {
      await database.write(() => {
        if (move.run(seq, textCount, roomId, userId).changes === 1) hide.run(roomId, userId, seq, requestId);
      });
    },
    async showRoom(roomId, userIds) {
      await database.write(() => {
        for (const userId of userIds) show.run(roomId, userId);
      });
    },
    findHidden: async (roomIds) =>
      database.read(() => [...new Set(roomIds)].flatMap((roomId) => find.all(roomId).map(toHidden))),
  };
}
