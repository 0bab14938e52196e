/** Every bound of the server. Bytes unless the name says otherwise. */
export interface StompLimits {
  /** Milliseconds from the WebSocket handshake to CONNECTED; authentication included. */
  readonly connectTimeout: number;
  /** One header line (or the command line) without its end of line. */
  readonly headerLine: number;
  /** Header lines of one frame. */
  readonly headers: number;
  /** Body of one frame. */
  readonly body: number;
  /** One WebSocket message (`maxPayload`): more is closed with 1009 and no ERROR frame. Twice `body`, 64 KiB at least, unless given. */
  readonly webSocketMessage: number;
  /** Subscriptions of one session. */
  readonly subscriptions: number;
  /** Handlers of one session that have not resolved; at this number the socket is not read any further. */
  readonly inFlight: number;
  /** Transactions of one session that are open at a time. */
  readonly transactions: number;
  /** Frames that one session has buffered in open transactions. */
  readonly transactionFrames: number;
  /** Bytes of bodies that one session has buffered in open transactions. */
  readonly transactionBytes: number;
  /** Deliveries of one session that wait for an ACK or NACK. */
  readonly unacknowledged: number;
  /** Bytes that wait for a subscriber that does not read; more cuts it off. */
  readonly backlog: number;
}

export const defaultLimits: StompLimits = {
  connectTimeout: 10_000,
  headerLine: 8 * 1024,
  headers: 64,
  body: 256 * 1024,
  webSocketMessage: 512 * 1024,
  subscriptions: 2_000,
  inFlight: 64,
  transactions: 16,
  transactionFrames: 1_000,
  transactionBytes: 1024 * 1024,
  unacknowledged: 10_000,
  backlog: 1024 * 1024,
};

export function resolveLimits(given: Partial<StompLimits> = {}): StompLimits {
  const body = given.body ?? defaultLimits.body;
  return { ...defaultLimits, webSocketMessage: Math.max(2 * body, 64 * 1024), ...given };
}
