/** What every server needs around its rules: configuration, logs, request/reply over the log, the idempotent consumer. */
export * from './command-handler.ts';
export * from './command-route.ts';
export * from './configuration.ts';
export * from './consumer.ts';
export { deadLetter } from './dead-letters.ts';
export * from './health-server.ts';
export * from './listen.ts';
export * from './log-forwarder.ts';
export * from './logging.ts';
export * from './metrics.ts';
export * from './pending-answers.ts';
export * from './profile-route.ts';
export * from './record-value.ts';
export * from './requester.ts';
export * from './sealing.ts';
export * from './secret.ts';
export * from './topic-settings.ts';
