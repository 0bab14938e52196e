import { Schema, trusted } from 'mongoose';
import { nobody, type ReportReason, type RoomId, type UserId } from '../../../contract/index.ts';
import type { ReportRecord, ReportStore } from '../../../ports/index.ts';
import { insertNew } from '../insert-new.ts';
import type { MongoDatabase } from '../mongo-database.ts';
import { schemaOptions } from '../schema-options.ts';

interface ReportDocument {
  /** Reporter, room and seq; none of them has a space in it. */
  _id: string;
  reporterId: string;
  roomId: string;
  seq: number;
  reportId: string;
  reason: string;
  note: string;
  /** ISO 8601 in UTC, which sorts as a text. */
  at: string;
  userId: string;
  nickname: string;
  message: string;
}

const schema = new Schema<ReportDocument>(
  {
    _id: String,
    reporterId: String,
    roomId: String,
    seq: Number,
    reportId: String,
    reason: String,
    note: String,
    at: String,
    userId: String,
    nickname: String,
    message: String,
  },
  schemaOptions,
);
schema.index({ at: -1, reportId: -1 });
schema.index({ userId: 1 });
schema.index({ reporterId: 1 });

export async function openReportStore(database: MongoDatabase): Promise<ReportStore> {
  const reports = await database.collection('reports', schema);

  return database.guard<ReportStore>({
    async add(report) {
      const _id = `${report.reporterId} ${report.roomId} ${report.seq}`;
      const taken = await insertNew(reports, [{ _id, ...report }], 'all');
      const stored = taken.length > 0 ? await reports.findOne({ _id }).lean<ReportDocument>() : null;
      return stored ? toReport(stored) : report;
    },

    async list(before, limit) {
      const found = await reports
        .find(before === undefined ? {} : { at: trusted({ $lt: before }) })
        .sort({ at: -1, reportId: -1 })
        .limit(limit)
        .lean<ReportDocument[]>();
      return found.map(toReport);
    },

    async forgetUser(userId) {
      await reports.deleteMany({ reporterId: userId });
      await reports.updateMany({ userId }, { $set: { ...nobody, message: '' } });
    },
  });
}

function toReport({ _id, ...found }: ReportDocument): ReportRecord {
  return {
    ...found,
    reporterId: found.reporterId as UserId,
    roomId: found.roomId as RoomId,
    userId: found.userId as UserId,
    reason: found.reason as ReportReason,
  };
}
