import { z } from 'zod';
import { errorCode } from './errors.ts';

/**
 * The form that values have in this version of Maru. A record may say its own in the header `version`; without one it is this, and
 * one of another version is not read.
 */
export const recordVersion = '1';

/** Headers of a REQUEST record. `deadline` is milliseconds since 1970, as text; later the answer is of no use. */
export const requestHeaders = z.object({
  type: z.string(),
  correlationId: z.string(),
  deadline: z.coerce.number(),
  /** The partition of the RESPONSE topic that the asking front owns. Absent where the answer is broadcast. */
  replyPartition: z.coerce.number().int().min(0).optional(),
});
export type RequestHeaders = z.infer<typeof requestHeaders>;

/** Headers of a RESPONSE record; the value is the command's result, or a refusal. */
export const responseHeaders = z.object({
  type: z.string(),
  correlationId: z.string(),
  outcome: z.enum(['accepted', 'refused']),
});
export type ResponseHeaders = z.infer<typeof responseHeaders>;

/** The value of a refused RESPONSE. */
export const refusalValue = z.object({ code: errorCode, details: z.unknown().optional() });
