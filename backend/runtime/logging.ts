import pino from 'pino';
import type { Configuration } from './configuration.ts';

export type Logger = pino.Logger;

/** Structured log lines on standard output. Message texts, passwords and tokens are never logged. */
export function createLogger(configuration: Pick<Configuration, 'MARU_LOG_LEVEL'>): Logger {
  return pino({ level: configuration.MARU_LOG_LEVEL, base: undefined });
}
