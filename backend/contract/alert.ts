import { z } from 'zod';
import { messageId, roomId, timestamp, userId } from './ids.ts';

export const abuseRule = z.enum(['flooding', 'repetition']);
export type AbuseRule = z.infer<typeof abuseRule>;

/** What the abuse detector tells about a user: records of kakao.abuse.ALERT (key userId) and entries of GET /alerts. */
export const alert = z
  .object({
    /** Follows from the evidence, so the same evidence alerts once however often it is read. */
    alertId: z.uuid(),
    userId,
    rule: abuseRule,
    /** Room of the message that completed the evidence. */
    roomId,
    at: timestamp,
    evidence: z.object({
      /** The newest messages that count, at most ten. */
      messageIds: z.array(messageId).max(10),
      count: z.int(),
      /** Milliseconds in which they were sent. */
      within: z.int(),
    }),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof alert>;
