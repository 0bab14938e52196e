import type { RoomId } from '../../../contract/index.ts';
import type { ParticipantRecord, RoomRecord, RoomStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { roomList } from './room-list.ts';
import { toParticipant, toRoom } from './room-rows.ts';

export function embeddedRoomStore(database: EmbeddedDatabase): RoomStore {
  const { sql } = database;
  const insertRoom =
    sql.prepare(`INSERT INTO rooms (room_id, kind, title, owner, created_at, participant_count)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const insertParticipant = sql.prepare(`INSERT INTO participants (room_id, user_id, joined_seq,
    joined_text_count, read_seq, read_text_count, muted, favourite) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const selectRoom = sql.prepare('SELECT * FROM rooms WHERE room_id = ?');
  const selectParticipants = sql.prepare('SELECT * FROM participants WHERE room_id = ? ORDER BY user_id');
  const selectParticipant = sql.prepare('SELECT * FROM participants WHERE room_id = ? AND user_id = ?');
  const advance = sql.prepare(
    `UPDATE participants SET read_seq = ?1, read_text_count = ?2
      WHERE room_id = ?3 AND user_id = ?4 AND read_seq < ?1`,
  );
  const change =
    sql.prepare(`UPDATE participants SET muted = coalesce(?, muted), favourite = coalesce(?, favourite)
    WHERE room_id = ? AND user_id = ? RETURNING *`);

  function addRoom(room: RoomRecord, participants: readonly ParticipantRecord[]): 'added' | 'exists' {
    const { roomId, kind, title, owner, createdAt } = room;
    const { changes } = insertRoom.run(roomId, kind, title, owner, createdAt, participants.length);
    if (changes === 0) return 'exists';
    for (const participant of participants) addParticipant(participant);
    return 'added';
  }

  function addParticipant(added: ParticipantRecord): void {
    const { roomId, userId, joinedSeq, joinedTextCount, readSeq, readTextCount, muted, favourite } = added;
    const flags = [Number(muted), Number(favourite)];
    insertParticipant.run(roomId, userId, joinedSeq, joinedTextCount, readSeq, readTextCount, ...flags);
  }

  return {
    addRoom: (room, participants) => database.write(() => addRoom(room, participants)),

    findRoom: async (roomId) =>
      database.read(() => {
        const row = selectRoom.get(roomId);
        return row && toRoom(row);
      }),

    findParticipants: async (roomId: RoomId) =>
      database.read(() => selectParticipants.all(roomId).map(toParticipant)),

    findParticipant: async (roomId, userId) =>
      database.read(() => {
        const row = selectParticipant.get(roomId, userId);
        return row && toParticipant(row);
      }),

    findMemberships: async (keys) =>
      database.read(() => {
        const roomIds = new Set(keys.map(({ roomId }) => roomId));
        const members = keys.map(({ roomId, userId }) => selectParticipant.get(roomId, userId));
        return {
          rooms: new Set([...roomIds].filter((roomId) => selectRoom.get(roomId) !== undefined)),
          members: members.filter((row) => row !== undefined).map(toParticipant),
        };
      }),

    listRooms: roomList(database),

    advanceReadPositions: (moves) =>
      database.write(() => {
        for (const { seq, textCount, roomId, userId } of moves) advance.run(seq, textCount, roomId, userId);
      }),

    changeParticipant: (roomId, userId, { muted, favourite }) =>
      database.write(() => {
        const row = change.get(flag(muted), flag(favourite), roomId, userId);
        return row && toParticipant(row);
      }),
  };
}

/** SQLite has no booleans; null leaves a column as it is. */
const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
