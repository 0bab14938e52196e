import { nobody, type RoomId, type UserId } from '../../../contract/index.ts';
import type { BookmarkRecord, BookmarkStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Part of chat.sqlite. `title_of` and `labels` are JSON; `folded_*` is what is looked through. */
export const bookmarkSchema = `CREATE TABLE bookmarks (
    keeper_id TEXT NOT NULL, room_id TEXT NOT NULL, seq INTEGER NOT NULL, kept_at INTEGER NOT NULL,
    room_title TEXT NOT NULL, title_of TEXT NOT NULL, user_id TEXT NOT NULL, nickname TEXT NOT NULL,
    message TEXT NOT NULL, created_at INTEGER NOT NULL, labels TEXT NOT NULL, note TEXT NOT NULL,
    folded_message TEXT NOT NULL, folded_title TEXT NOT NULL, folded_marks TEXT NOT NULL,
    PRIMARY KEY (keeper_id, room_id, seq)) WITHOUT ROWID;
  CREATE INDEX bookmarks_by_time ON bookmarks (keeper_id, kept_at, room_id, seq);
  CREATE INDEX bookmarks_by_sender ON bookmarks (user_id);`;

/** After every bookmark: nothing is later than this. */
const top = { keptAt: Number.MAX_SAFE_INTEGER, roomId: '', seq: 0 };

export function embeddedBookmarkStore(database: EmbeddedDatabase): BookmarkStore {
  const { sql } = database;
  const one = 'keeper_id = ? AND room_id = ? AND seq = ?';
  const select = sql.prepare(`SELECT * FROM bookmarks WHERE ${one}`);
  const replace = sql.prepare(
    'INSERT OR REPLACE INTO bookmarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const drop = sql.prepare(`DELETE FROM bookmarks WHERE ${one}`);
  // instr instead of LIKE: nothing in a query is a wildcard.
  const list = sql.prepare(`SELECT * FROM bookmarks
    WHERE keeper_id = ?1 AND (kept_at, room_id, seq) < (?2, ?3, ?4)
      AND (?5 IS NULL OR instr(folded_message, ?5) > 0 OR instr(folded_title, ?5) > 0 OR instr(folded_marks, ?5) > 0)
      AND (?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(labels) WHERE value = ?6))
    ORDER BY kept_at DESC, room_id DESC, seq DESC LIMIT ?7`);
  const dropAll = sql.prepare('DELETE FROM bookmarks WHERE keeper_id = ?');
  const forgetSender =
    sql.prepare(`UPDATE bookmarks SET user_id = ?, nickname = ?, message = '', folded_message = ''
    WHERE user_id = ?`);
  const forgetTitle = sql.prepare(`UPDATE bookmarks SET room_title = '', title_of = '[]', folded_title = ''
    WHERE EXISTS (SELECT 1 FROM json_each(title_of) WHERE value = ?)`);

  return {
    find: async ({ keeperId, roomId, seq }) =>
      database.read(() => {
        const row = select.get(keeperId, roomId, seq);
        return row && toBookmark(row);
      }),

    async put(bookmark) {
      await database.write(() => replace.run(...toRow(bookmark)));
    },

    async drop({ keeperId, roomId, seq }) {
      await database.write(() => drop.run(keeperId, roomId, seq));
    },

    list: async ({ keeperId, part = null, label = null, before, limit }) =>
      database.read(() => {
        const { keptAt, roomId, seq } = before ? { ...before, keptAt: Date.parse(before.keptAt) } : top;
        return list.all(keeperId, keptAt, roomId, seq, part, label, limit).map(toBookmark);
      }),

    async forgetUser(userId) {
      await database.write(() => {
        dropAll.run(userId);
        forgetSender.run(nobody.userId, nobody.nickname, userId);
        forgetTitle.run(userId);
      });
    },
  };
}

function toRow(bookmark: BookmarkRecord) {
  const { keeperId, roomId, seq, keptAt, roomTitle, titleOf, userId, nickname, folded } = bookmark;
  return [
    ...[keeperId, roomId, seq, Date.parse(keptAt), roomTitle, JSON.stringify(titleOf), userId, nickname],
    ...[bookmark.message, Date.parse(bookmark.createdAt), JSON.stringify(bookmark.labels), bookmark.note],
    ...[folded.message, folded.title, folded.marks],
  ];
}

function toBookmark(row: Record<string, unknown>): BookmarkRecord {
  return {
    keeperId: row.keeper_id as UserId,
    roomId: row.room_id as RoomId,
    seq: row.seq as number,
    keptAt: new Date(row.kept_at as number).toISOString(),
    roomTitle: row.room_title as string,
    titleOf: JSON.parse(row.title_of as string),
    userId: row.user_id as UserId,
    nickname: row.nickname as string,
    message: row.message as string,
    createdAt: new Date(row.created_at as number).toISOString(),
    labels: JSON.parse(row.labels as string),
    note: row.note as string,
    folded: {
      message: row.folded_message as string,
      title: row.folded_title as string,
      marks: row.folded_marks as string,
    },
  };
}
