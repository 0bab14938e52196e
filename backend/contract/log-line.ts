import { z } from 'zod';

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

/**
 * A server's log line as kakao.log.RECORD carries it: Elastic Common Schema names. Other fields may follow; message texts,
 * passwords and tokens never do.
 */
export const logLine = z.looseObject({
  '@timestamp': z.iso.datetime({ precision: 3 }),
  'log.level': logLevel,
  message: z.string(),
  'service.name': z.string(),
  'trace.id': z.string().optional(),
  'user.id': z.string().optional(),
});
export type LogLine = z.infer<typeof logLine>;
