import type { Report, UserId } from '../contract/index.ts';

/** A report with a picture of the message, which stays for the administrators when it is unsent. */
export interface ReportRecord extends Report {
  reporterId: UserId;
  /** Who sent the message. */
  userId: UserId;
  nickname: string;
  message: string;
}

/** Reports of messages. Unique on (reporterId, roomId, seq); durable when resolved. */
export interface ReportStore {
  /** Adds it, or leaves the one that is there; gives the one that is stored. */
  add(report: ReportRecord): Promise<ReportRecord>;
  /** The newest first, strictly before a time (ISO 8601) where one is given. */
  list(before: string | undefined, limit: number): Promise<ReportRecord[]>;
  /** The user's own reports go; in those about them, sender and text do. Safe to repeat. */
  forgetUser(userId: UserId): Promise<void>;
}
