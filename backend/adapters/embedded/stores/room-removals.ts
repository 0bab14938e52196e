import type { RoomId, UserId } from '../../../contract/index.ts';
import type { RoomRemoval, RoomRemovals } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/**
 * A removed room moves from `rooms` to `removed_rooms`, whose rows stay: `user_ids` is JSON of who was in it, and null once
 * the removal has ended.
 */
export function roomRemovals(database: EmbeddedDatabase): RoomRemovals {
  const { sql } = database;
  const find = sql.prepare('SELECT * FROM removed_rooms WHERE room_id = ? AND user_ids IS NOT NULL');
  const list = sql.prepare(
    'SELECT * FROM removed_rooms WHERE user_ids IS NOT NULL ORDER BY at, room_id LIMIT ?',
  );
  const bury = sql.prepare(`INSERT INTO removed_rooms (room_id, at, owner, user_ids)
    SELECT room_id, ?2, owner, (SELECT json_group_array(user_id) FROM
      (SELECT user_id FROM participants WHERE room_id = ?1 AND gone = 0 ORDER BY user_id))
    FROM rooms WHERE room_id = ?1`);
  const drop = sql.prepare('DELETE FROM rooms WHERE room_id = ?');
  const show = sql.prepare('DELETE FROM hidden_rooms WHERE room_id = ?');
  const clear = sql.prepare(`DELETE FROM participants WHERE room_id = ?1 AND user_id IN
    (SELECT user_id FROM participants WHERE room_id = ?1 LIMIT ?2)
    AND EXISTS (SELECT 1 FROM removed_rooms WHERE room_id = ?1)`);
  const end = sql.prepare(`UPDATE removed_rooms SET user_ids = NULL, owner = '' WHERE room_id = ?`);
  const forget = sql.prepare(`UPDATE removed_rooms SET
      owner = CASE owner WHEN ?1 THEN '' ELSE owner END,
      user_ids = (SELECT json_group_array(value) FROM json_each(user_ids) WHERE value <> ?1)
    WHERE user_ids IS NOT NULL`);

  const found = (roomId: RoomId): RoomRemoval | undefined => {
    const row = find.get(roomId);
    return row && toRemoval(row);
  };

  return {
    removeRoom: (roomId, at) =>
      database.write(() => {
        bury.run(roomId, at);
        drop.run(roomId);
        show.run(roomId);
        return found(roomId);
      }),
    findRemoval: async (roomId) => database.read(() => found(roomId)),
    listRemovals: async (limit) => database.read(() => list.all(limit).map(toRemoval)),
    clearParticipants: (roomId, limit) => database.write(() => Number(clear.run(roomId, limit).changes)),
    async endRemoval(roomId) {
      await database.write(() => end.run(roomId));
    },
    async forgetRemovalsOf(userId) {
      await database.write(() => forget.run(userId));
    },
  };
}

const toRemoval = (row: Record<string, unknown>): RoomRemoval => ({
  roomId: row.room_id as RoomId,
  at: row.at as number,
  owner: row.owner as UserId,
  userIds: JSON.parse(row.user_ids as string) as UserId[],
});
