import type { StompHeaders, StompSession, StompSubscription } from '../../../backend/stomp/index.ts';

export interface QueuedMessage {
  readonly id: string;
  /** Place in the queue: what comes back goes to where it was. */
  readonly place: number;
  readonly body: Buffer;
  readonly headers: StompHeaders;
  deliveries: number;
  lastConsumer: Consumer | undefined;
}

interface Consumer {
  readonly session: StompSession<string>;
  readonly subscription: StompSubscription;
  readonly prefetch: number;
  readonly inFlight: Map<string, QueuedMessage>;
}

/** Each message to one consumer, in turn; what is not acknowledged goes to another one, a limited number of times. */
export class Queue {
  readonly #deadLetter: (message: QueuedMessage) => void;
  readonly #maximumDeliveries: number;
  readonly #consumers: Consumer[] = [];
  #waiting: QueuedMessage[] = [];
  #places = 0;
  #turn = 0;
  #dispatching = false;

  constructor(maximumDeliveries: number, deadLetter: (message: QueuedMessage) => void) {
    this.#maximumDeliveries = maximumDeliveries;
    this.#deadLetter = deadLetter;
  }

  push(body: Buffer, headers: StompHeaders, name: string): void {
    this.#places += 1;
    const id = `${name}-${this.#places}`;
    this.#waiting.push({ id, place: this.#places, body, headers, deliveries: 0, lastConsumer: undefined });
    this.#dispatchSoon();
  }

  subscribe(session: StompSession<string>, subscription: StompSubscription, prefetch: number): void {
    this.#consumers.push({ session, subscription, prefetch, inFlight: new Map() });
    this.#dispatchSoon();
  }

  unsubscribe(subscription: StompSubscription, unacknowledged: readonly string[]): void {
    const index = this.#consumers.findIndex((consumer) => consumer.subscription === subscription);
    const [consumer] = index === -1 ? [] : this.#consumers.splice(index, 1);
    if (consumer !== undefined) this.#giveBack(consumer, unacknowledged);
  }

  settle(subscription: StompSubscription, kind: 'ack' | 'nack', messageIds: readonly string[]): void {
    const consumer = this.#consumers.find((candidate) => candidate.subscription === subscription);
    if (consumer === undefined) return;
    if (kind === 'nack') this.#giveBack(consumer, messageIds);
    else for (const id of messageIds) consumer.inFlight.delete(id);
    this.#dispatchSoon();
  }

  #giveBack(consumer: Consumer, messageIds: readonly string[]): void {
    for (const id of messageIds) {
      const message = consumer.inFlight.get(id);
      consumer.inFlight.delete(id);
      if (message === undefined) continue;
      if (message.deliveries >= this.#maximumDeliveries) this.#deadLetter(message);
      else this.#waiting.push(message);
    }
    this.#waiting.sort((a, b) => a.place - b.place);
    this.#dispatchSoon();
  }

  /** After the frame at hand: a subscription is active, and its RECEIPT written, when its handler has returned. */
  #dispatchSoon(): void {
    if (this.#dispatching) return;
    this.#dispatching = true;
    queueMicrotask(() => {
      this.#dispatching = false;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    let given = 0;
    for (const message of this.#waiting) {
      const consumer = this.#consumerFor(message);
      if (consumer === undefined || !deliver(consumer, message)) break;
      given += 1;
    }
    this.#waiting = this.#waiting.slice(given);
  }

  #consumerFor(message: QueuedMessage): Consumer | undefined {
    const free = this.#consumers.filter(({ inFlight, prefetch }) => inFlight.size < prefetch);
    const others = free.filter((consumer) => consumer !== message.lastConsumer);
    const candidates = others.length > 0 ? others : free;
    this.#turn += 1;
    return candidates[this.#turn % candidates.length];
  }
}

function deliver(consumer: Consumer, message: QueuedMessage): boolean {
  const { inFlight, session, subscription } = consumer;
  const redelivered: StompHeaders = message.deliveries > 0 ? { redelivered: 'true' } : {};
  const headers = { ...message.headers, ...redelivered };
  if (!session.deliverTo(subscription, { body: message.body, headers, messageId: message.id })) return false;
  message.deliveries += 1;
  message.lastConsumer = consumer;
  if (subscription.ack !== 'auto') inFlight.set(message.id, message);
  return true;
}
