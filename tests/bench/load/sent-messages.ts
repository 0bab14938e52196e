import { randomBytes } from 'node:crypto';
import { Histogram } from './histogram.ts';

interface SentMessage {
  /** When it was to be sent by the schedule, on the clock of performance.now(): the start of every time. */
  dueAt: number;
  /** Their userId. */
  sender: string;
  /** Deliveries that are still to come; undefined until the first has come. */
  missing?: number;
  acknowledged: boolean;
}

/** A UUIDv7 whose last group is the number of the message, so that a delivery leads back to what was sent. */
const prefix = (): string => {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(4).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-`;
};

/**
 * All messages of a scenario: when each was due, who sent it, and what became of it. Times are kept for the messages of the
 * window alone: what came before it was warm-up.
 */
export class SentMessages {
  /** Due → received by another member than the sender. */
  readonly received = new Histogram();
  /** Due → acknowledged: stored. */
  readonly stored = new Histogram();
  readonly refusals: string[] = [];
  readonly #prefix = prefix();
  readonly #messages: SentMessage[] = [];
  #windowStart = 0;
  #acknowledged = 0;
  #delivered = 0;
  #deliveries = 0;
  /** When the last thing happened to a message of the window. */
  settledAt = 0;

  get count(): number {
    return this.#messages.length;
  }

  /** Sent and neither acknowledged nor refused. */
  get unanswered(): number {
    return this.#messages.length - this.#acknowledged - this.refusals.length;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Messages that have reached every member. */
  get delivered(): number {
    return this.#delivered;
  }

  get deliveries(): number {
    return this.#deliveries;
  }

  startWindow(): void {
    this.#windowStart = this.#messages.length;
    this.received.clear();
    this.stored.clear();
  }

  add(sender: string, dueAt: number): number {
    return this.#messages.push({ dueAt, sender, acknowledged: false }) - 1;
  }

  clientMessageId(index: number): string {
    return this.#prefix + index.toString(16).padStart(12, '0');
  }

  /** The number of a message of this scenario; undefined for any other. */
  indexOf(clientMessageId: string): number | undefined {
    if (!clientMessageId.startsWith(this.#prefix)) return undefined;
    return Number.parseInt(clientMessageId.slice(this.#prefix.length), 16);
  }

  wasAcknowledged(index: number): boolean {
    return this.#messages[index]?.acknowledged ?? false;
  }

  acknowledge(index: number): void {
    const message = this.#messages[index];
    if (message === undefined || message.acknowledged) throw new Error(`message ${index} was answered twice`);
    message.acknowledged = true;
    this.#acknowledged += 1;
    if (index >= this.#windowStart) this.stored.record(this.#settle() - message.dueAt);
  }

  refuse(reason: string): void {
    this.refusals.push(reason);
  }

  /** One of `members` members got it. */
  receive(index: number, userId: string, members: number): void {
    const message = this.#messages[index];
    if (message === undefined) throw new Error(`nobody sent message ${index}`);
    message.missing = (message.missing ?? members) - 1;
    this.#deliveries += 1;
    if (message.missing === 0) this.#delivered += 1;
    if (index < this.#windowStart) return;
    const now = this.#settle();
    if (userId !== message.sender) this.received.record(now - message.dueAt);
  }

  #settle(): number {
    this.settledAt = performance.now();
    return this.settledAt;
  }
}
