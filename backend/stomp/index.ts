/**
 * A STOMP 1.0, 1.1 and 1.2 server over WebSocket. Knows nothing of Maru; see README.md for an example,
 * the guarantees (order, receipts, back-pressure) and the limits.
 */

export type {
  Acceptance,
  Acknowledgement,
  CloseReason,
  ConnectRequest,
  MaybePromise,
  Outcome,
  SentMessage,
  SessionEnd,
  StompApplication,
  StompSession,
  StompSubscription,
  SubscriptionEnd,
} from './application.ts';
// What the application provides, and the sessions it gets to see.
export { accept } from './application.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export type { Refusal, RefusalDetails, StompErrorCode } from './errors.ts';
// Refusals (expected) and the codes of the ERROR frames that the library sends by itself.
export { refuse } from './errors.ts';

// Words of the protocol.
export type { AckMode, OutgoingMessage, StompHeaders } from './frame.ts';
export type { StompLimits } from './limits.ts';

// Bounds and time.
export { defaultLimits } from './limits.ts';
// The server: attach it to an HTTP server, publish to destinations, read its counters.
export { createStompServer } from './server.ts';
export type {
  HeartBeatOptions,
  StompCounters,
  StompServer,
  StompServerOptions,
  Subscriber,
} from './server-types.ts';
export type { StompVersion } from './versions.ts';
