import { nobody, type ReportReason, type RoomId, type UserId } from '../../../contract/index.ts';
import type { ReportRecord, ReportStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Part of chat.sqlite; times are ISO 8601 in UTC, so they sort as texts. */
export const reportSchema = `CREATE TABLE reports (
    reporter_id TEXT NOT NULL, room_id TEXT NOT NULL, seq INTEGER NOT NULL, report_id TEXT NOT NULL, reason TEXT NOT NULL,
    note TEXT NOT NULL, at TEXT NOT NULL, user_id TEXT NOT NULL, nickname TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (reporter_id, room_id, seq)) WITHOUT ROWID;
  CREATE INDEX reports_by_time ON reports (at, report_id);
  CREATE INDEX reports_by_sender ON reports (user_id);`;

export function embeddedReportStore(database: EmbeddedDatabase): ReportStore {
  const { sql } = database;
  const insert = sql.prepare(
    'INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const select = sql.prepare('SELECT * FROM reports WHERE reporter_id = ? AND room_id = ? AND seq = ?');
  const list = sql.prepare(
    'SELECT * FROM reports WHERE (?1 IS NULL OR at < ?1) ORDER BY at DESC, report_id DESC LIMIT ?2',
  );
  const drop = sql.prepare('DELETE FROM reports WHERE reporter_id = ?');
  const anonymise = sql.prepare(
    "UPDATE reports SET user_id = ?, nickname = ?, message = '' WHERE user_id = ?",
  );

  return {
    add: (report) =>
      database.write(() => {
        const { reporterId, roomId, seq, reportId, reason, note, at, userId, nickname, message } = report;
        insert.run(reporterId, roomId, seq, reportId, reason, note, at, userId, nickname, message);
        const stored = select.get(reporterId, roomId, seq);
        return stored ? toReport(stored) : report;
      }),

    list: async (before, limit) => database.read(() => list.all(before ?? null, limit).map(toReport)),

    async forgetUser(userId) {
      await database.write(() => {
        drop.run(userId);
        anonymise.run(nobody.userId, nobody.nickname, userId);
      });
    },
  };
}

function toReport(row: Record<string, unknown>): ReportRecord {
  return {
    reporterId: row.reporter_id as UserId,
    roomId: row.room_id as RoomId,
    seq: row.seq as number,
    reportId: row.report_id as string,
    reason: row.reason as ReportReason,
    note: row.note as string,
    at: row.at as string,
    userId: row.user_id as UserId,
    nickname: row.nickname as string,
    message: row.message as string,
  };
}
