import type { StompHeaders } from './frame.ts';

/** What the library itself can complain about: the `code` header of its ERROR frames → WebSocket close code. */
const closeCodes = {
  'unsupported-version': 1002,
  'malformed-frame': 1002,
  'malformed-header': 1002,
  'undefined-escape': 1002,
  'unknown-command': 1002,
  'missing-header': 1002,
  'invalid-header': 1002,
  'unexpected-body': 1002,
  'not-connected': 1002,
  'already-connected': 1002,
  'duplicate-subscription': 1002,
  'duplicate-transaction': 1002,
  'unknown-transaction': 1002,
  'header-line-too-long': 1009,
  'too-many-headers': 1009,
  'body-too-large': 1009,
  'too-many-subscriptions': 1008,
  'too-many-transactions': 1008,
  'transaction-too-large': 1008,
  'too-many-unacknowledged': 1008,
  'connect-timeout': 1008,
  'heart-beat-timeout': 1002,
  'internal-error': 1011,
} as const;

export type StompErrorCode = keyof typeof closeCodes;

/** A fault of the peer (or of a handler) that ends the session with an ERROR frame. Never carries a stack out. */
export class StompError extends Error {
  override readonly name = 'StompError';
  readonly code: StompErrorCode;
  /** The `receipt` of the offending frame where it could be read; becomes `receipt-id` of the ERROR frame. */
  receipt: string | undefined;

  constructor(code: StompErrorCode, message: string, receipt?: string) {
    super(message);
    this.code = code;
    this.receipt = receipt;
  }

  get closeCode(): number {
    return closeCodes[this.code];
  }
}

/** An expected "no" of the application. Made by `refuse`. */
export interface Refusal {
  readonly kind: 'refusal';
  /** Stable, for programs: the `code` header of the ERROR frame. */
  readonly code: string;
  /** Short, for people: the `message` header of the ERROR frame. */
  readonly message: string;
  /** Further headers of the ERROR frame. */
  readonly headers?: StompHeaders;
  /** Body of the ERROR frame; `content-type: text/plain` unless `headers` says otherwise. */
  readonly body?: string;
  /** WebSocket close code, 1008 unless given. */
  readonly closeCode?: number;
  /**
   * `true`: the frame is dropped (a subscription is not made), there is neither RECEIPT nor ERROR and the session
   * goes on; telling the client is the application's, for example with `session.deliver`. Not for CONNECT.
   */
  readonly keepSession?: boolean;
}

export type RefusalDetails = Partial<Omit<Refusal, 'kind' | 'code' | 'message'>>;

/** Refuses a CONNECT, SUBSCRIBE, SEND or acknowledgement: ERROR frame and close, unless `keepSession`. */
export function refuse(code: string, message: string, details: RefusalDetails = {}): Refusal {
  return { kind: 'refusal', code, message, ...details };
}
