import type { StompSubscription, SubscriptionEnd } from './application.ts';
import type { AckMode } from './frame.ts';
import type { FrameShape, MessageEncoder } from './message-encoder.ts';

/** Where the MESSAGE frames of a subscription go: its session. */
export interface Receiver {
  /** `false`: the session cannot take it any more. */
  enqueue(frame: Buffer): boolean;
  /** Room for one more delivery that waits for its ACK? */
  countUnacknowledged(): boolean;
}

/**
 * One subscription of one session; `pending` until the application agreed, `ended` for good. Its shape is shared
 * by all of the destination that get the same bytes.
 */
export class Subscription implements StompSubscription {
  readonly destination: string;
  readonly shape: FrameShape;
  readonly receiver: Receiver;
  state: 'pending' | 'active' | 'ended' = 'pending';
  endReason: SubscriptionEnd['reason'] | undefined;
  /** Message ids that wait for ACK or NACK, oldest first. */
  #unacknowledged: Set<string> | undefined;

  constructor(destination: string, shape: FrameShape, receiver: Receiver) {
    this.destination = destination;
    this.shape = shape;
    this.receiver = receiver;
  }

  get id(): string | undefined {
    return this.shape.id;
  }

  get ack(): AckMode {
    return this.shape.ack;
  }

  get active(): boolean {
    return this.state === 'active';
  }

  /** Queues one MESSAGE frame; `false` when it is not active or its session is full. */
  deliver(encoder: MessageEncoder, frame: Buffer): boolean {
    if (this.state !== 'active') return false;
    if (this.shape.ack !== 'auto' && !this.#expectAcknowledgement(encoder.messageId)) return false;
    return this.receiver.enqueue(frame);
  }

  #expectAcknowledgement(messageId: string): boolean {
    if (!this.receiver.countUnacknowledged()) return false;
    this.#unacknowledged ??= new Set();
    this.#unacknowledged.add(messageId);
    return true;
  }

  awaits(messageId: string): boolean {
    return this.#unacknowledged?.has(messageId) ?? false;
  }

  /** What an ACK or NACK of that message settles: it alone, or in `client` mode all up to it, oldest first. */
  settle(messageId: string): readonly string[] {
    if (!this.awaits(messageId)) return [];
    const settled = this.ack === 'client' ? this.#upTo(messageId) : [messageId];
    for (const id of settled) this.#unacknowledged?.delete(id);
    return settled;
  }

  #upTo(messageId: string): readonly string[] {
    const ids: string[] = [];
    for (const id of this.#unacknowledged ?? []) {
      ids.push(id);
      if (id === messageId) break;
    }
    return ids;
  }

  /** Empties and returns what waits. */
  takeUnacknowledged(): readonly string[] {
    const ids = [...(this.#unacknowledged ?? [])];
    this.#unacknowledged = undefined;
    return ids;
  }
}
