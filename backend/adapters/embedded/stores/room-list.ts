import type { RoomListEntry, RoomListPlace, RoomStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { toMessage } from './message-rows.ts';
import { toParticipant, toRoom } from './room-rows.ts';

/** After every room: nothing is later than this, and no id sorts after it. */
const top: RoomListPlace = { activity: Number.MAX_SAFE_INTEGER, roomId: '\u{10ffff}' as never };

/** The chat list. A room's last activity is found by one seek to its last message, so sending writes nothing for it. */
export function roomList(database: EmbeddedDatabase): RoomStore['listRooms'] {
  const { sql } = database;
  const places = sql.prepare(`SELECT * FROM (
      SELECT p.room_id, coalesce(
        (SELECT m.created_at FROM messages AS m WHERE m.room_id = p.room_id ORDER BY m.seq DESC LIMIT 1),
        r.created_at) AS activity
      FROM participants AS p JOIN rooms AS r ON r.room_id = p.room_id
      WHERE p.user_id = ?1 AND p.gone = 0 AND NOT EXISTS (
        SELECT 1 FROM hidden_rooms AS h WHERE h.room_id = p.room_id AND h.user_id = ?1 AND h.seq >= coalesce(
          (SELECT m.seq FROM messages AS m WHERE m.room_id = p.room_id ORDER BY m.seq DESC LIMIT 1), 0)))
    WHERE (activity, room_id) < (?2, ?3) ORDER BY activity DESC, room_id DESC LIMIT ?4`);
  const room = sql.prepare('SELECT * FROM rooms WHERE room_id = ?');
  const own = sql.prepare('SELECT * FROM participants WHERE room_id = ? AND user_id = ? AND gone = 0');
  const few = sql.prepare(
    'SELECT * FROM participants WHERE room_id = ? AND gone = 0 ORDER BY user_id LIMIT 5',
  );
  const last = sql.prepare('SELECT * FROM messages WHERE room_id = ? ORDER BY seq DESC LIMIT 1');

  function entry(roomId: string, userId: string): RoomListEntry | undefined {
    const [roomRow, ownRow, lastRow] = [room.get(roomId), own.get(roomId, userId), last.get(roomId)];
    if (!roomRow || !ownRow) return undefined;
    return {
      room: toRoom(roomRow),
      own: toParticipant(ownRow),
      participantCount: roomRow.participant_count as number,
      firstParticipants: few.all(roomId).map(toParticipant),
      lastMessage: lastRow && toMessage(lastRow),
    };
  }

  return async (userId, before = top, limit) =>
    database.read(() =>
      places
        .all(userId, before.activity, before.roomId, limit)
        .map((row) => entry(row.room_id as string, userId))
        .filter((found) => found !== undefined),
    );
}
