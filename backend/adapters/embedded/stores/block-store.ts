import type { RoomId, UserId } from '../../../contract/index.ts';
import type { Block, BlockStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

export const blockSchema = `CREATE TABLE blocks (
     user_id TEXT NOT NULL, blocked_user_id TEXT NOT NULL, room_id TEXT NOT NULL,
     PRIMARY KEY (user_id, blocked_user_id)) WITHOUT ROWID;
   CREATE INDEX blocks_by_room ON blocks (room_id);
   CREATE INDEX blocks_by_blocked ON blocks (blocked_user_id);`;

/** The chat servers' copy of who blocks whom. */
export function embeddedBlockStore(database: EmbeddedDatabase): BlockStore {
  const { sql } = database;
  const insert = sql.prepare('INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)');
  const drop = sql.prepare('DELETE FROM blocks WHERE user_id = ? AND blocked_user_id = ?');
  const dropOfUser = sql.prepare('DELETE FROM blocks WHERE user_id = ?');
  const dropAgainst = sql.prepare('DELETE FROM blocks WHERE blocked_user_id = ?');
  const select = sql.prepare('SELECT * FROM blocks WHERE user_id = ? AND blocked_user_id = ?');
  const selectInRoom = sql.prepare('SELECT * FROM blocks WHERE room_id = ?');

  const add = ({ userId, blockedUserId, roomId }: Block) => insert.run(userId, blockedUserId, roomId);

  return {
    put: (changes) =>
      database.write(() => {
        for (const change of changes)
          if (change.blocked) add(change);
          else drop.run(change.userId, change.blockedUserId);
      }),

    replace: (userId, blocks) =>
      database.write(() => {
        dropOfUser.run(userId);
        for (const block of blocks) add(block);
      }),

    find: async (pairs) =>
      database.read(() =>
        pairs.flatMap(({ userId, blockedUserId }) => select.all(userId, blockedUserId).map(toBlock)),
      ),

    findInRooms: async (roomIds) =>
      database.read(() => [...new Set(roomIds)].flatMap((roomId) => selectInRoom.all(roomId).map(toBlock))),

    forgetUser: (userId) =>
      database.write(() => {
        dropOfUser.run(userId);
        dropAgainst.run(userId);
      }),
  };
}

function toBlock(row: Record<string, unknown>): Block {
  return {
    userId: row.user_id as UserId,
    blockedUserId: row.blocked_user_id as UserId,
    roomId: row.room_id as RoomId,
  };
}
