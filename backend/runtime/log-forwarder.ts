import type { Topic } from '../contract/index.ts';
import type { EventLog } from '../ports/index.ts';

const topic: Topic = 'kakao.log.RECORD';

/** Lines that wait at most, and how often they are handed over (milliseconds). */
const capacity = 5_000;
const interval = 500;

interface LogForwarderOptions {
  log: EventLog;
  service: string;
  /** Told how many lines were dropped. */
  onDropped(lines: number): void;
}

/**
 * Hands log lines to kakao.log.RECORD without ever making their writer wait (design rule 7): what does not fit into the
 * bounded queue, or cannot be appended, is dropped and counted. Lines of one service keep their order.
 */
export class LogForwarder implements AsyncDisposable {
  readonly #options: LogForwarderOptions;
  readonly #timer: NodeJS.Timeout;
  #lines: string[] = [];
  #appending: Promise<void> | undefined;

  constructor(options: LogForwarderOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#handOver(), interval).unref();
  }

  /** One JSON line; what pino's destination calls. */
  write(line: string): void {
    if (this.#lines.length < capacity) this.#lines.push(line);
    else this.#options.onDropped(1);
  }

  /** One append at a time: while the log is away, lines wait or are dropped. */
  #handOver(): void {
    if (this.#appending || this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    const { log, service, onDropped } = this.#options;
    this.#appending = log
      .append(lines.map((line) => ({ topic, key: service, value: line.trim() })))
      .catch(() => onDropped(lines.length))
      .finally(() => {
        this.#appending = undefined;
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#appending;
    this.#handOver();
    await this.#appending;
  }
}
