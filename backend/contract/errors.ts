import { z } from 'zod';

interface ErrorEntry {
  /** HTTP status of the answer. */
  status: number;
  /** Whether the same request may succeed when sent again unchanged. */
  retryable: boolean;
  /** English sentence that says what to do; clients translate by code. */
  message: string;
}

/** The one table of expected errors: code → HTTP status, retryable, message. STOMP errors carry the code in a header. */
export const errorTable = {
  invalid_request: {
    status: 400,
    retryable: false,
    message: 'The request is not of the documented form; see details.',
  },
  malformed_json: { status: 400, retryable: false, message: 'The body is not valid JSON.' },
  message_empty: { status: 400, retryable: false, message: 'Write something before you send.' },
  message_too_long: {
    status: 400,
    retryable: false,
    message: 'Shorten the message to 10,000 characters at most.',
  },
  invalid_text: {
    status: 400,
    retryable: false,
    message: 'The text has broken characters (lone surrogates or NUL); remove them.',
  },
  unauthenticated: { status: 401, retryable: false, message: 'Log in first.' },
  token_expired: { status: 401, retryable: false, message: 'The access token has expired; refresh it.' },
  session_ended: { status: 401, retryable: false, message: 'This session has ended; log in again.' },
  invalid_credentials: { status: 401, retryable: false, message: 'The id or the password is wrong.' },
  refresh_reused: {
    status: 401,
    retryable: false,
    message: 'This refresh token was used before, so the session was ended; log in again.',
  },
  forbidden: { status: 403, retryable: false, message: 'You are not allowed to do this.' },
  not_the_owner: { status: 403, retryable: false, message: 'Only the owner of the room may do this.' },
  not_the_sender: { status: 403, retryable: false, message: 'Only the sender of the message may do this.' },
  not_reachable: {
    status: 403,
    retryable: false,
    message: 'This person takes no messages or invitations from you.',
  },
  not_a_participant: { status: 403, retryable: false, message: 'You are not a participant of this room.' },
  not_found: { status: 404, retryable: false, message: 'There is nothing at this address.' },
  user_not_found: { status: 404, retryable: false, message: 'There is no such user.' },
  room_not_found: { status: 404, retryable: false, message: 'There is no such room.' },
  message_not_found: { status: 404, retryable: false, message: 'There is no such message in this room.' },
  bookmark_not_found: { status: 404, retryable: false, message: 'This message is not in your drawer.' },
  deletion_not_found: { status: 404, retryable: false, message: 'There is no such deletion.' },
  session_not_found: { status: 404, retryable: false, message: 'There is no such session.' },
  friend_not_found: { status: 404, retryable: false, message: 'This person is not in your friend list.' },
  method_not_allowed: { status: 405, retryable: false, message: 'This address does not take that method.' },
  user_id_taken: { status: 409, retryable: false, message: 'This id is taken; choose another.' },
  too_many_participants: {
    status: 409,
    retryable: false,
    message: 'A room takes 1,000 participants at most.',
  },
  too_many_reactions: {
    status: 409,
    retryable: false,
    message: 'This message has as many reactions as it can take.',
  },
  too_late_to_change: {
    status: 409,
    retryable: false,
    message: 'A message can be changed or unsent within 24 hours.',
  },
  message_unsent: { status: 409, retryable: false, message: 'This message was unsent.' },
  room_kind: { status: 409, retryable: false, message: 'This is not possible in a room of this kind.' },
  cannot_befriend_self: {
    status: 409,
    retryable: false,
    message: 'You cannot add yourself; open the self room instead.',
  },
  body_too_large: { status: 413, retryable: false, message: 'The body is larger than 64 KB; send less.' },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    message: 'Send JSON with Content-Type: application/json.',
  },
  rate_limited: { status: 429, retryable: true, message: 'Too many requests; wait a moment and try again.' },
  locked_out: {
    status: 429,
    retryable: true,
    message: 'Too many failed log-ins; wait as long as Retry-After says.',
  },
  internal: { status: 500, retryable: true, message: 'Something went wrong on the server; try again.' },
  unavailable: {
    status: 503,
    retryable: true,
    message: 'The server is busy or starting; try again in a moment.',
  },
  timeout: {
    status: 504,
    retryable: true,
    message: 'The server did not answer in time; it is safe to send again.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

export const errorCode = z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]);

/** What clients read: the body of every HTTP error, and of ERROR frames and error events over STOMP. */
export const errorBody = z
  .object({
    error: z.object({
      code: errorCode,
      message: z.string(),
      retryable: z.boolean(),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;

/** An expected failure that crossed into exception flow; anything else that is thrown is a bug. */
export class MaruError extends Error {
  override readonly name = 'MaruError';
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, options: { cause?: unknown; details?: unknown } = {}) {
    super(errorTable[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }

  toBody(): ErrorBody {
    const { code, message, retryable, details } = this;
    return { error: { code, message, retryable, ...(details === undefined ? {} : { details }) } };
  }
}

/** Turns whatever was caught into a MaruError: unknown failures become `internal` and keep their cause for the log. */
export function toMaruError(cause: unknown): MaruError {
  return cause instanceof MaruError ? cause : new MaruError('internal', { cause });
}

/** An expected refusal, as a value. */
export interface Refusal {
  ok: false;
  code: ErrorCode;
  details?: unknown;
}

/** The result of a command: done, or refused for an expected reason. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refuse = (code: ErrorCode, details?: unknown): Refusal =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };
