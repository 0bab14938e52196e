import type { z } from 'zod';
import { EngineUnavailable, type LogRecord, type OutgoingRecord, type RecordBatch } from '../ports/index.ts';
import { withAttempts } from './attempts.ts';
import type { BatchHandler } from './consumer.ts';
import { deadLetter } from './dead-letters.ts';
import { parseValue } from './record-value.ts';
import type { ServerContext } from './server-context.ts';

interface RecordRouteOptions<S extends z.ZodType> extends Pick<ServerContext, 'log' | 'logger' | 'metrics'> {
  schema: S;
  /** Records that are none of this route's business are left out before they are parsed. */
  accepts?(record: LogRecord): boolean;
  /** Takes the values of a batch at once, in order; idempotent, as any of them may come again. */
  handle(values: readonly z.output<S>[], batch: RecordBatch, records: readonly LogRecord[]): Promise<void>;
}

interface Parsed<Value> {
  record: LogRecord;
  value: Value;
}

/**
 * The idempotent consumer of a topic that asks for no answer. What does not parse, or keeps failing on its own, goes to the
 * dead letters and takes no other record with it; an engine that is away pauses the partition instead.
 */
export function recordRoute<S extends z.ZodType>(options: RecordRouteOptions<S>): BatchHandler {
  const { log, logger, metrics, schema, accepts = () => true, handle } = options;
  return async (batch) => {
    const dead: OutgoingRecord[] = [];
    const bury = (record: LogRecord, error: unknown): void => {
      metrics.deadLetters.inc({ topic: batch.topic });
      logger.error(
        { error, topic: batch.topic, offset: String(record.offset) },
        'A record went to the dead letters.',
      );
      dead.push(deadLetter(batch, record, error));
    };
    await handleAll(parseAll(batch.records.filter(accepts), bury));
    if (dead.length > 0) await log.append(dead);

    function parseAll(records: readonly LogRecord[], onBad: typeof bury): Parsed<z.output<S>>[] {
      return records.flatMap((record) => {
        try {
          return [{ record, value: schema.parse(parseValue(record)) }];
        } catch (error) {
          onBad(record, error);
          return [];
        }
      });
    }

    /** All in one write; when that keeps failing, each alone. */
    async function handleAll(parsed: readonly Parsed<z.output<S>>[]): Promise<void> {
      const [first] = parsed;
      if (!first) return;
      const [values, records] = [parsed.map(({ value }) => value), parsed.map(({ record }) => record)];
      try {
        await withAttempts(() => handle(values, batch, records));
      } catch (error) {
        if (error instanceof EngineUnavailable) throw error;
        if (parsed.length === 1) bury(first.record, error);
        else for (const one of parsed) await handleAll([one]);
      }
    }
  };
}
