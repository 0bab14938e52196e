import type { UserId } from '../../../contract/index.ts';
import type { ParticipantRecord, RoomStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { toParticipant } from './room-rows.ts';

type Coming = Pick<
  RoomStore,
  | 'addParticipants'
  | 'removeParticipant'
  | 'findLeft'
  | 'forgetParticipant'
  | 'roomsEverOf'
  | 'findParticipant'
  | 'findParticipants'
  | 'placesOf'
  | 'changeParticipant'
>;

/** People who come and go. The row of who left stays, `gone`; the count of a room is taken in the same transaction. */
export function roomParticipants(database: EmbeddedDatabase): Coming {
  const { sql } = database;
  const { add, recount } = participantWrites(database);
  const isVisible = sql.prepare('SELECT 1 FROM rooms WHERE room_id = ?');
  const all = sql.prepare('SELECT * FROM participants_now WHERE room_id = ? ORDER BY user_id');
  const own = sql.prepare('SELECT * FROM participants_now WHERE user_id = ?');
  const one = sql.prepare('SELECT * FROM participants_now WHERE room_id = ? AND user_id = ?');
  const left = sql.prepare('SELECT * FROM participants WHERE room_id = ? AND user_id = ? AND gone = 1');
  const leave = sql.prepare('UPDATE participants SET gone = 1 WHERE room_id = ? AND user_id = ?');
  const forget = sql.prepare('DELETE FROM participants WHERE room_id = ? AND user_id = ?');
  const show = sql.prepare('DELETE FROM hidden_rooms WHERE room_id = ? AND user_id = ?');
  const ever = sql.prepare(
    `SELECT room_id, gone FROM participants WHERE user_id = ? AND room_id > ? ORDER BY room_id LIMIT ?`,
  );
  const change =
    sql.prepare(`UPDATE participants SET muted = coalesce(?, muted), favourite = coalesce(?, favourite)
    WHERE room_id = ? AND user_id = ? AND gone = 0 RETURNING *`);

  const leftOf = (roomId: string, userIds: readonly UserId[]) =>
    userIds.map((userId) => left.get(roomId, userId)).filter((row) => row !== undefined);

  return {
    async addParticipants(roomId, participants) {
      await database.write(() => {
        if (!isVisible.get(roomId)) return;
        for (const participant of participants) add(participant);
        recount(roomId);
      });
    },
    async removeParticipant(roomId, userId) {
      await database.write(() => {
        leave.run(roomId, userId);
        recount(roomId);
      });
    },
    async forgetParticipant(roomId, userId) {
      await database.write(() => {
        forget.run(roomId, userId);
        show.run(roomId, userId);
        recount(roomId);
      });
    },
    findLeft: async (roomId, userIds) => database.read(() => leftOf(roomId, userIds).map(toParticipant)),
    roomsEverOf: async (userId, after = '' as never, limit) =>
      database.read(() =>
        ever.all(userId, after, limit).map((row) => ({ roomId: row.room_id as never, left: row.gone === 1 })),
      ),
    findParticipants: async (roomId) => database.read(() => all.all(roomId).map(toParticipant)),
    placesOf: async (userId) => database.read(() => own.all(userId).map(toParticipant)),
    findParticipant: async (roomId, userId) =>
      database.read(() => {
        const row = one.get(roomId, userId);
        return row && toParticipant(row);
      }),
    changeParticipant: (roomId, userId, { muted, favourite }) =>
      database.write(() => {
        const row = change.get(flag(muted), flag(favourite), roomId, userId);
        return row && isVisible.get(roomId) ? toParticipant(row) : undefined;
      }),
  };
}

/** What a transaction does with participants, for stores that do more in it. */
export function participantWrites({ sql }: EmbeddedDatabase) {
  const insert = sql.prepare(`INSERT INTO participants (room_id, user_id, joined_seq, joined_text_count,
      read_seq, read_text_count, muted, favourite) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET gone = 0, joined_seq = excluded.joined_seq,
      joined_text_count = excluded.joined_text_count, read_seq = excluded.read_seq,
      read_text_count = excluded.read_text_count, muted = excluded.muted, favourite = excluded.favourite
    WHERE gone = 1`);
  const count = sql.prepare(`UPDATE rooms SET participant_count =
    (SELECT count(*) FROM participants WHERE room_id = ?1 AND gone = 0) WHERE room_id = ?1`);

  return {
    /** Who is in the room already stays as they are. */
    add(added: ParticipantRecord): void {
      const { roomId, userId, joinedSeq, joinedTextCount, readSeq, readTextCount, muted, favourite } = added;
      const flags = [Number(muted), Number(favourite)];
      insert.run(roomId, userId, joinedSeq, joinedTextCount, readSeq, readTextCount, ...flags);
    },
    recount(roomId: string): void {
      count.run(roomId);
    },
  };
}

/** SQLite has no booleans; null leaves a column as it is. */
const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
