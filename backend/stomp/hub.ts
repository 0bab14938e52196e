import type { StompSubscription } from './application.ts';
import type { OutgoingMessage } from './frame.ts';
import { type FrameShape, MessageEncoder } from './message-encoder.ts';
import { type Receiver, Subscription } from './subscription.ts';

/** Subscriptions of one destination whose MESSAGE frames are the same bytes. */
interface Group {
  readonly shape: FrameShape;
  readonly subscriptions: Set<Subscription>;
}

type Destination = Map<string, Group>;
type Reaches = (subscription: StompSubscription) => boolean;

const everyone: Reaches = () => true;

/** Who is subscribed to what, and the fan-out: one frame per group, shared by all of its sockets. */
export class Hub {
  readonly #destinations = new Map<string, Destination>();
  readonly #messageIdPrefix: string;
  #messages = 0;

  /** @param messageIdPrefix makes the generated message ids differ from those of other servers and starts. */
  constructor(messageIdPrefix: string) {
    this.#messageIdPrefix = messageIdPrefix;
  }

  /** Makes a pending subscription: it can be found and ended, and gets nothing yet. */
  add(destination: string, shape: FrameShape, receiver: Receiver): Subscription {
    const groups = this.#destinations.get(destination) ?? new Map<string, Group>();
    const key = groupKey(shape);
    const group = groups.get(key) ?? { shape, subscriptions: new Set() };
    const subscription = new Subscription(destination, group.shape, receiver);
    group.subscriptions.add(subscription);
    groups.set(key, group);
    this.#destinations.set(destination, groups);
    return subscription;
  }

  remove(subscription: Subscription): void {
    const groups = this.#destinations.get(subscription.destination);
    const key = groupKey(subscription.shape);
    const group = groups?.get(key);
    if (groups === undefined || group === undefined) return;
    group.subscriptions.delete(subscription);
    if (group.subscriptions.size === 0) groups.delete(key);
    if (groups.size === 0) this.#destinations.delete(subscription.destination);
  }

  /** Pending and active ones. */
  *subscriptions(destination: string): Generator<Subscription> {
    for (const group of this.#destinations.get(destination)?.values() ?? []) yield* group.subscriptions;
  }

  publish(destination: string, message: OutgoingMessage, reaches: Reaches = everyone): number {
    const groups = this.#destinations.get(destination);
    if (groups === undefined) return 0;
    const encoder = this.encoder(destination, message);
    let deliveries = 0;
    for (const group of groups.values()) deliveries += deliverToGroup(group, encoder, reaches);
    return deliveries;
  }

  /** For deliveries to chosen subscriptions. */
  encoder(destination: string, message: OutgoingMessage): MessageEncoder {
    this.#messages += 1;
    return new MessageEncoder(
      destination,
      message,
      message.messageId ?? `${this.#messageIdPrefix}-${this.#messages}`,
    );
  }
}

function deliverToGroup(group: Group, encoder: MessageEncoder, reaches: Reaches): number {
  const frame = encoder.encode(group.shape);
  let deliveries = 0;
  for (const subscription of group.subscriptions) {
    if (reaches(subscription) && subscription.deliver(encoder, frame)) deliveries += 1;
  }
  return deliveries;
}

function groupKey({ id, version, binary, ack }: FrameShape): string {
  return `${version} ${binary} ${ack} ${id === undefined ? '' : `=${id}`}`;
}
