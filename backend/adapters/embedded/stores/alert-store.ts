import type { AlertStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** The alerts of user.sqlite; their times are ISO 8601 in UTC, so they sort as texts. */
export const alertSchema = `CREATE TABLE alerts (
     alert_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, at TEXT NOT NULL, alert TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX alerts_by_user ON alerts (user_id, at, alert_id);`;

export function embeddedAlertStore(database: EmbeddedDatabase): AlertStore {
  const { sql } = database;
  const insert = sql.prepare('INSERT INTO alerts VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const list = sql.prepare(
    'SELECT alert FROM alerts WHERE user_id = ? ORDER BY at DESC, alert_id DESC LIMIT ?',
  );
  const forget = sql.prepare('DELETE FROM alerts WHERE user_id = ?');

  return {
    addAlerts: (alerts) =>
      database.write(() => {
        for (const alert of alerts) insert.run(alert.alertId, alert.userId, alert.at, JSON.stringify(alert));
      }),

    listAlerts: async (userId, limit) =>
      database.read(() => list.all(userId, limit).map((row) => JSON.parse(row.alert as string))),

    forgetUser: (userId) =>
      database.write(() => {
        forget.run(userId);
      }),
  };
}
