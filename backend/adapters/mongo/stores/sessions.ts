import { Schema, trusted } from 'mongoose';
import type { SessionId, UserId } from '../../../contract/index.ts';
import type { SessionRecord, UserStore } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

type Sessions = Pick<
  UserStore,
  | 'addSession'
  | 'findSession'
  | 'rotateSession'
  | 'endSession'
  | 'endSessions'
  | 'listSessions'
  | 'listEndedSessions'
> & { removeSessions(userId: UserId): Promise<void> };

interface SessionDocument {
  /** The sessionId. */
  _id: string;
  userId: string;
  device: string;
  generation: number;
  createdAt: Date;
  rotatedAt: Date;
  endedAt?: Date;
}

const schema = new Schema<SessionDocument>(
  {
    _id: String,
    userId: String,
    device: String,
    generation: Number,
    createdAt: Date,
    rotatedAt: Date,
    endedAt: Date,
  },
  schemaOptions,
);
schema.index({ userId: 1, endedAt: 1, createdAt: -1, _id: -1 });

/** A filter for null also takes documents without the field. */
const open = { endedAt: null };

/** The sessions of the user store. */
export async function openSessions(database: MongoDatabase): Promise<Sessions> {
  const sessions = await database.collection('sessions', schema);

  return database.guard<Sessions>({
    async addSession(session) {
      await insertNew(sessions, [toDocument(session)], 'all');
    },

    async findSession(sessionId) {
      const found = await sessions.findOne({ _id: sessionId }).lean<SessionDocument>();
      return found ? toSession(found) : undefined;
    },

    async rotateSession(sessionId, generation, rotatedAt) {
      const { matchedCount } = await sessions.updateOne(
        { _id: sessionId, generation, ...open },
        { $inc: { generation: 1 }, $set: { rotatedAt: new Date(rotatedAt) } },
      );
      return matchedCount === 1;
    },

    async endSession(sessionId, endedAt) {
      const ended = await sessions.updateOne(
        { _id: sessionId, ...open },
        { $set: { endedAt: new Date(endedAt) } },
      );
      return ended.matchedCount === 1 || (await sessions.exists({ _id: sessionId })) !== null;
    },

    async endSessions(userId, kept, endedAt) {
      const others = kept === undefined ? {} : { _id: trusted({ $ne: kept }) };
      await sessions.updateMany({ userId, ...open, ...others }, { $set: { endedAt: new Date(endedAt) } });
    },

    async listEndedSessions(userId, since) {
      const ended = { endedAt: trusted({ $gte: new Date(since) }) };
      return (await sessions.find({ userId, ...ended }).lean<SessionDocument[]>()).map(toSession);
    },

    async removeSessions(userId) {
      await sessions.deleteMany({ userId });
    },

    async listSessions(userId) {
      const found = await sessions
        .find({ userId, ...open })
        .sort({ createdAt: -1, _id: -1 })
        .lean<SessionDocument[]>();
      return found.map(toSession);
    },
  });
}

function toDocument(session: SessionRecord): SessionDocument {
  const { sessionId, userId, device, generation, createdAt, rotatedAt, endedAt } = session;
  return {
    _id: sessionId,
    userId,
    device,
    generation,
    createdAt: new Date(createdAt),
    rotatedAt: new Date(rotatedAt),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt) }),
  };
}

function toSession(found: SessionDocument): SessionRecord {
  const { _id, userId, device, generation, createdAt, rotatedAt, endedAt } = found;
  return {
    sessionId: _id as SessionId,
    userId: userId as UserId,
    device,
    generation,
    createdAt: createdAt.getTime(),
    rotatedAt: rotatedAt.getTime(),
    ...(endedAt ? { endedAt: endedAt.getTime() } : {}),
  };
}
