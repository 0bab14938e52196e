import { EngineUnavailable, type EventLog, type LogRecord, type OutgoingRecord } from '../ports/index.ts';

/** What came of one record of a batch. */
export interface Product {
  record: LogRecord;
  produced: OutgoingRecord[];
  /** What its asker is told when `produced` can never be appended. */
  refusal?(): OutgoingRecord;
}

type GiveUp = (record: LogRecord, error: unknown) => OutgoingRecord;

/**
 * Appends what came of a batch in one go. When the log refuses that, each product goes alone, so that one that can never
 * be appended (too large, or for a partition that does not exist) takes no other with it; `giveUp` makes its dead letter.
 */
export async function publish(log: EventLog, products: readonly Product[], giveUp: GiveUp): Promise<void> {
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
  { record, produced, refusal }: Product,
  giveUp: GiveUp,
): Promise<void> {
  try {
    await log.append(produced);
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    await log.append([giveUp(record, error)]);
    if (refusal) await log.append([refusal()]).catch(ignoreRefusal);
  }
}

/** It may be the answer's partition that is wrong; then time running out tells the asker. */
function ignoreRefusal(error: unknown): void {
  if (error instanceof EngineUnavailable) throw error;
}
