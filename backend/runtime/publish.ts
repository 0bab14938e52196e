import { EngineUnavailable, type EventLog, type LogRecord, type OutgoingRecord } from '../ports/index.ts';

/** What came of one record of a batch. */
export interface Product {
  record: LogRecord;
  produced: OutgoingRecord[];
}

/**
 * Appends what came of a batch in one go. When the log refuses that, each product goes alone, so that one that can never
 * be appended (an answer to a partition that does not exist) takes no other with it; `giveUp` says what becomes of it.
 */
export async function publish(
  log: EventLog,
  products: readonly Product[],
  giveUp: (record: LogRecord, error: unknown) => OutgoingRecord,
): Promise<void> {
  if (products.length === 0) return;
  try {
    await log.append(products.flatMap(({ produced }) => produced));
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    for (const product of products) await publishOne(log, product, giveUp);
  }
}

async function publishOne(
  log: EventLog,
  { record, produced }: Product,
  giveUp: (record: LogRecord, error: unknown) => OutgoingRecord,
): Promise<void> {
  try {
    await log.append(produced);
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    await log.append([giveUp(record, error)]);
  }
}
