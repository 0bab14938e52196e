import { z } from 'zod';
import { roomId, seq, timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { optionalText } from './text.ts';

export const reportReason = z.enum(['spam', 'abuse', 'sexual', 'illegal', 'other']);
export type ReportReason = z.infer<typeof reportReason>;

/** What somebody says about a message that administrators should look at. */
export const newReport = z.object({
  roomId,
  seq,
  reason: reportReason,
  note: optionalText(limits.bookmarkNoteGraphemes).default(''),
});

/** A report as its maker sees it; a message is reported once by each person. */
export const report = z
  .object({ reportId: z.uuid(), roomId, seq, reason: reportReason, note: z.string(), at: timestamp })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof report>;
