import type { SessionId, UserId } from '../../../contract/index.ts';
import type { SessionRecord, UserStore } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

type Sessions = Pick<
  UserStore,
  | 'addSession'
  | 'findSession'
  | 'rotateSession'
  | 'endSession'
  | 'endSessions'
  | 'listSessions'
  | 'listEndedSessions'
>;

/** The sessions of the user store. */
export function embeddedSessions(database: EmbeddedDatabase): Sessions {
  const { sql } = database;
  const insert = sql.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const select = sql.prepare('SELECT * FROM sessions WHERE session_id = ?');
  const rotate = sql.prepare(
    `UPDATE sessions SET generation = generation + 1, rotated_at = ?
      WHERE session_id = ? AND generation = ? AND ended_at IS NULL`,
  );
  const end = sql.prepare('UPDATE sessions SET ended_at = coalesce(ended_at, ?) WHERE session_id = ?');
  const endAll = sql.prepare(
    'UPDATE sessions SET ended_at = ? WHERE user_id = ? AND session_id <> ? AND ended_at IS NULL',
  );
  const listEnded = sql.prepare('SELECT * FROM sessions WHERE user_id = ? AND ended_at >= ?');
  const list = sql.prepare(
    'SELECT * FROM sessions WHERE user_id = ? AND ended_at IS NULL ORDER BY created_at DESC, session_id DESC',
  );

  return {
    addSession: ({ sessionId, userId, device, generation, createdAt, rotatedAt, endedAt }) =>
      database.write(() => {
        insert.run(sessionId, userId, device, generation, createdAt, rotatedAt, endedAt ?? null);
      }),

    findSession: async (sessionId) =>
      database.read(() => {
        const row = select.get(sessionId);
        return row && toSession(row);
      }),

    rotateSession: (sessionId, generation, rotatedAt) =>
      database.write(() => rotate.run(rotatedAt, sessionId, generation).changes === 1),

    endSession: (sessionId, endedAt) => database.write(() => end.run(endedAt, sessionId).changes === 1),

    endSessions: (userId, kept, endedAt) =>
      database.write(() => {
        endAll.run(endedAt, userId, kept ?? '');
      }),

    listEndedSessions: async (userId, since) =>
      database.read(() => listEnded.all(userId, since).map(toSession)),

    listSessions: async (userId) => database.read(() => list.all(userId).map(toSession)),
  };
}

function toSession(row: Record<string, unknown>): SessionRecord {
  return {
    sessionId: row.session_id as SessionId,
    userId: row.user_id as UserId,
    device: row.device as string,
    generation: row.generation as number,
    createdAt: row.created_at as number,
    rotatedAt: row.rotated_at as number,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at as number }),
  };
}
