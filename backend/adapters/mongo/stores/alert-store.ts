import { Schema } from 'mongoose';
import type { AbuseRule, Alert, MessageId, RoomId, UserId } from '../../../contract/index.ts';
import type { AlertStore } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface AlertDocument {
  /** The alertId. */
  _id: string;
  userId: string;
  rule: string;
  roomId: string;
  at: Date;
  evidence: { messageIds: string[]; count: number; within: number };
}

const schema = new Schema<AlertDocument>(
  {
    _id: String,
    userId: String,
    rule: String,
    roomId: String,
    at: Date,
    evidence: { messageIds: [String], count: Number, within: Number },
  },
  schemaOptions,
);
schema.index({ userId: 1, at: -1, _id: -1 });

export async function openAlertStore(database: MongoDatabase): Promise<AlertStore> {
  const stored = await database.collection('alerts', schema);

  return database.guard<AlertStore>({
    async addAlerts(alerts) {
      await insertNew(stored, alerts.map(toDocument), 'all');
    },

    async listAlerts(userId, limit) {
      const found = await stored
        .find({ userId })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<AlertDocument[]>();
      return found.map(toAlert);
    },

    async forgetUser(userId) {
      await stored.deleteMany({ userId });
    },
  });
}

function toDocument({ alertId, userId, rule, roomId, at, evidence }: Alert): AlertDocument {
  return { _id: alertId, userId, rule, roomId, at: new Date(at), evidence };
}

function toAlert({ _id, userId, rule, roomId, at, evidence }: AlertDocument): Alert {
  const { messageIds, count, within } = evidence;
  return {
    alertId: _id,
    userId: userId as UserId,
    rule: rule as AbuseRule,
    roomId: roomId as RoomId,
    at: at.toISOString(),
    evidence: { messageIds: messageIds as MessageId[], count, within },
  };
}
