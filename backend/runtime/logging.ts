import pino from 'pino';
import type { Configuration } from './configuration.ts';

export type Logger = pino.Logger;

interface LoggerOptions {
  level: Configuration['MARU_LOG_LEVEL'];
  /** Name of the server, as administrators filter by it. */
  service: string;
  /** Gets every line beside standard output; must never make the writer wait. */
  forward?: { write(line: string): void };
}

/**
 * Structured log lines with the field names of the Elastic Common Schema. Message texts, passwords and tokens are
 * never logged.
 */
export function createLogger({ level, service, forward }: LoggerOptions): Logger {
  const output = { level: 'trace', stream: pino.destination(1) } as const;
  const streams = forward ? [output, { level: 'trace', stream: forward } as const] : [output];
  return pino(
    {
      level,
      base: { 'service.name': service },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ 'log.level': label }) },
      serializers: { error: errorFields },
    },
    pino.multistream(streams),
  );
}

/** An error as the schema has it, with what caused it. */
function errorFields(error: unknown): object {
  const { type, message, stack } = pino.stdSerializers.errWithCause(error as Error);
  return { type, message, stack_trace: stack };
}
