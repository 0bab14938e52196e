import type { RoomId } from '../../../contract/index.ts';
import type { ParticipantRecord, RoomRecord, RoomStore, RoomUpdate } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { hiddenRooms } from './hidden-rooms.ts';
import { roomList } from './room-list.ts';
import { participantWrites, roomParticipants } from './room-participants.ts';
import { roomRemovals } from './room-removals.ts';
import { toParticipant, toRoom } from './room-rows.ts';

export function embeddedRoomStore(database: EmbeddedDatabase): RoomStore {
  const { sql } = database;
  const { add } = participantWrites(database);
  const insertRoom =
    sql.prepare(`INSERT INTO rooms (room_id, kind, title, owner, created_at, participant_count, notice, changes)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM removed_rooms WHERE room_id = ?1)
    ON CONFLICT DO NOTHING`);
  const selectRoom = sql.prepare('SELECT * FROM rooms WHERE room_id = ?');
  const selectIds = sql.prepare('SELECT room_id FROM rooms WHERE room_id > ? ORDER BY room_id LIMIT ?');
  const selectParticipant = sql.prepare('SELECT * FROM participants_now WHERE room_id = ? AND user_id = ?');
  const advance = sql.prepare(
    `UPDATE participants SET read_seq = ?1, read_text_count = ?2
      WHERE room_id = ?3 AND user_id = ?4 AND gone = 0 AND read_seq < ?1`,
  );
  const update = sql.prepare(`UPDATE rooms SET title = coalesce(?, title), owner = coalesce(?, owner),
      notice = CASE WHEN ? THEN ? ELSE notice END, changes = changes + 1 WHERE room_id = ?`);

  function addRoom(room: RoomRecord, participants: readonly ParticipantRecord[]): 'added' | 'exists' {
    const { roomId, kind, title, owner, createdAt, notice, changes: count } = room;
    const people = participants.length;
    const noticeJson = jsonOf(notice);
    const { changes } = insertRoom.run(roomId, kind, title, owner, createdAt, people, noticeJson, count);
    if (changes === 0) return 'exists';
    for (const participant of participants) add(participant);
    return 'added';
  }

  return {
    addRoom: (room, participants) => database.write(() => addRoom(room, participants)),

    findRoom: async (roomId) =>
      database.read(() => {
        const row = selectRoom.get(roomId);
        return row && toRoom(row);
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

    roomIds: async (after, limit) =>
      database.read(() => selectIds.all(after ?? '', limit).map((row) => row.room_id as RoomId)),

    listRooms: roomList(database),

    advanceReadPositions: (moves) =>
      database.write(() => {
        for (const { seq, textCount, roomId, userId } of moves) advance.run(seq, textCount, roomId, userId);
      }),

    async changeRoom(roomId, { title, notice, owner }: RoomUpdate) {
      const changesNotice = Number(notice !== undefined);
      await database.write(() =>
        update.run(title ?? null, owner ?? null, changesNotice, jsonOf(notice), roomId),
      );
    },

    ...roomParticipants(database),
    ...hiddenRooms(database),
    ...roomRemovals(database),
  };
}

const jsonOf = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null);
