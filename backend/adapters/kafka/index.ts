/**
 * The event log on Kafka (kafkajs), for Maru on more than one machine.
 *
 * main.ts: `const options = kafkaOptions(url)`; undefined means that the URL names another engine. `openKafkaEventLog` rejects
 * with EngineUnavailable when no broker answers and with KafkaSetupError when an operator has to change something; the message
 * of either is one line for people. Close with `await using` or `[Symbol.asyncDispose]()`.
 */
import { KafkaDiagnosis } from './diagnosis.ts';
import { KafkaEventLog } from './kafka-event-log.ts';
import type { KafkaEventLogOptions } from './kafka-options.ts';

export { KafkaSetupError } from './kafka-errors.ts';
export type { KafkaEventLog } from './kafka-event-log.ts';
export type { KafkaEventLogOptions, KafkaSasl, RetryPauses } from './kafka-options.ts';
export { kafkaOptions } from './kafka-url.ts';

export function openKafkaEventLog(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
  return KafkaEventLog.open(options);
}

/** A look at the cluster that changes nothing; rejects as `openKafkaEventLog` does, but sooner. */
export function openKafkaDiagnosis(options: KafkaEventLogOptions): Promise<KafkaDiagnosis> {
  return KafkaDiagnosis.open(options);
}
