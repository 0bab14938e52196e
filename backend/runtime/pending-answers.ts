import {
  type CommandResult,
  type CommandType,
  commands,
  limits,
  MaruError,
  refusalValue,
  responseHeaders,
} from '../contract/index.ts';
import type { Clock, LogRecord } from '../ports/index.ts';
import { parseValue } from './record-value.ts';

interface Pending {
  type: CommandType;
  deadline: number;
  resolve(result: never): void;
  reject(error: MaruError): void;
}

/** How often overdue requests are looked for, in milliseconds. */
const sweepInterval = 250;

/**
 * Requests of one front that wait for their answer, by correlation id. An answer that does not come in time is a
 * retryable `timeout`; one that comes late, or was for another front, is ignored.
 */
export class PendingAnswers implements Disposable {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#sweeper = setInterval(() => this.#sweep(), sweepInterval).unref();
  }

  get size(): number {
    return this.#pending.size;
  }

  /** The answer to come. `deadline` is in milliseconds since 1970. */
  expect<T extends CommandType>(type: T, correlationId: string, deadline: number): Promise<CommandResult<T>> {
    if (this.#pending.size >= limits.pendingRequests) return Promise.reject(new MaruError('unavailable'));
    return new Promise((resolve, reject) => {
      this.#pending.set(correlationId, { type, deadline, resolve, reject });
    });
  }

  /** The request could not even be asked. */
  fail(correlationId: string, error: MaruError): void {
    this.#take(correlationId)?.reject(error);
  }

  /** Gives a RESPONSE record to the request that waits for it, if it is one of ours. */
  settle(record: LogRecord): void {
    const correlationId = record.headers.correlationId;
    const pending = correlationId === undefined ? undefined : this.#take(correlationId);
    if (!pending) return;
    try {
      this.#answer(pending, record);
    } catch (cause) {
      pending.reject(new MaruError('internal', { cause }));
    }
  }

  /** Gives an accepted result that was parsed already to the request that waits for it, if it is one of ours. */
  accept(correlationId: string | undefined, result: unknown): void {
    const pending = correlationId === undefined ? undefined : this.#take(correlationId);
    pending?.resolve(result as never);
  }

  #answer(pending: Pending, record: LogRecord): void {
    const { outcome } = responseHeaders.parse(record.headers);
    const value = parseValue(record);
    if (outcome === 'accepted') {
      pending.resolve(commands[pending.type].result.parse(value) as never);
    } else {
      const { code, details } = refusalValue.parse(value);
      pending.reject(new MaruError(code, { details }));
    }
  }

  #take(correlationId: string): Pending | undefined {
    const pending = this.#pending.get(correlationId);
    if (pending) this.#pending.delete(correlationId);
    return pending;
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [correlationId, { deadline }] of this.#pending) {
      if (deadline > now) return; // all wait equally long, so the oldest come first
      this.fail(correlationId, new MaruError('timeout'));
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#sweeper);
    for (const correlationId of [...this.#pending.keys()])
      this.fail(correlationId, new MaruError('unavailable'));
  }
}
