import {
  type Acceptance,
  type Acknowledgement,
  accept,
  type ConnectRequest,
  createStompServer,
  type Refusal,
  refuse,
  type SentMessage,
  type StompApplication,
  type StompHeaders,
  type StompServer,
  type StompServerOptions,
  type StompSession,
  type StompSubscription,
  type SubscriptionEnd,
} from '../../../backend/stomp/index.ts';
import { Queue } from './queue.ts';

const megabyte = 1024 * 1024;
const maximumDeliveries = 10;
const defaultPrefetch = 1_000;

const options: StompServerOptions = {
  serverName: 'maru-open-broker/1.0',
  limits: { body: 32 * megabyte, backlog: 128 * megabyte, transactionBytes: 32 * megabyte },
};

/** Topics, queues and temporary reply queues in memory, open to guest/guest. */
export class Broker implements StompApplication<string> {
  readonly server: StompServer<string>;
  readonly #queues = new Map<string, Queue>();

  constructor(given: StompServerOptions = {}) {
    this.server = createStompServer(this, { ...options, ...given });
  }

  authenticate({ login, passcode }: ConnectRequest): Acceptance<string> | Refusal {
    if (login === 'guest' && passcode === 'guest') return accept(login, { 'user-name': login });
    return refuse('bad-credentials', 'Access refused', { body: 'Login or passcode is wrong.\n' });
  }

  onSubscribe(
    session: StompSession<string>,
    subscription: StompSubscription,
    headers: StompHeaders,
  ): Refusal | undefined {
    const { destination } = subscription;
    if (!isKnown(destination)) return unknownDestination(destination);
    this.#queueOf(session, destination)?.subscribe(session, subscription, prefetchOf(headers));
    return undefined;
  }

  onSend(session: StompSession<string>, { destination, headers, body }: SentMessage): Refusal | undefined {
    if (!isKnown(destination)) return unknownDestination(destination);
    if (isReplyQueue(destination) && !this.#queues.has(destination)) return undefined;
    const passedOn = userHeaders(session, headers);
    const queue = this.#queueOf(session, destination);
    if (queue === undefined) this.server.publish(destination, { body, headers: passedOn });
    // A copy, since it may stay for long: the body is a view on what was received.
    else queue.push(Buffer.from(body), passedOn, destination);
    return undefined;
  }

  onAcknowledge(session: StompSession<string>, acknowledgement: Acknowledgement): undefined {
    const { kind, messageIds, subscription } = acknowledgement;
    this.#queueOf(session, subscription.destination)?.settle(subscription, kind, messageIds);
  }

  onUnsubscribe(
    session: StompSession<string>,
    subscription: StompSubscription,
    { unacknowledged }: SubscriptionEnd,
  ): void {
    this.#queueOf(session, subscription.destination)?.unsubscribe(subscription, unacknowledged);
  }

  onClose(session: StompSession<string>): void {
    for (const name of this.#queues.keys()) {
      if (name.startsWith(replyPrefix(session))) this.#queues.delete(name);
    }
  }

  onError(error: unknown): void {
    console.error(error);
  }

  #queueOf(session: StompSession<string>, destination: string): Queue | undefined {
    if (destination.startsWith('/topic/')) return undefined;
    const name = replyQueueName(session, destination);
    const queue = this.#queues.get(name) ?? this.#createQueue(name);
    this.#queues.set(name, queue);
    return queue;
  }

  #createQueue(name: string): Queue {
    return new Queue(maximumDeliveries, ({ body, headers }) => {
      const died = { ...headers, 'original-destination': name };
      this.server.publish('/topic/dead-letters', { body, headers: died });
    });
  }
}

function isKnown(destination: string): boolean {
  return /^\/(topic|queue|temp-queue|reply-queue)\/./.test(destination);
}

/** Made by its owner's subscription; once that session is over nobody could ever read it. */
function isReplyQueue(destination: string): boolean {
  return destination.startsWith('/reply-queue/');
}

function unknownDestination(destination: string): Refusal {
  return refuse('unknown-destination', 'There is no such destination', { body: `${destination}\n` });
}

function prefetchOf({ 'prefetch-count': prefetch }: StompHeaders): number {
  const wanted = Number(prefetch);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, defaultPrefetch) : defaultPrefetch;
}

/** What a sender wrote reaches the receiver, except what was meant for the broker. */
function userHeaders(session: StompSession<string>, headers: StompHeaders): StompHeaders {
  const { receipt: _receipt, transaction: _transaction, 'reply-to': replyTo, ...passedOn } = headers;
  return replyTo === undefined ? passedOn : { ...passedOn, 'reply-to': replyQueueName(session, replyTo) };
}

/** A temporary queue belongs to its session; others know it by a name that `reply-to` tells them. */
function replyQueueName(session: StompSession<string>, destination: string): string {
  const temporary = '/temp-queue/';
  if (!destination.startsWith(temporary)) return destination;
  return `${replyPrefix(session)}${destination.slice(temporary.length)}`;
}

function replyPrefix({ id }: StompSession<string>): string {
  return `/reply-queue/${id}/`;
}
