import type { SubscriptionEnd } from './application.ts';
import { StompError } from './errors.ts';
import type { AckMode, StompHeaders } from './frame.ts';
import type { Hub } from './hub.ts';
import { requireHeader } from './required-header.ts';
import type { Receiver, Subscription } from './subscription.ts';
import type { StompVersion } from './versions.ts';

const ackModes: ReadonlySet<string> = new Set(['auto', 'client', 'client-individual'] satisfies AckMode[]);

/** How this client's MESSAGE frames are written. */
interface Dialect {
  readonly version: StompVersion;
  readonly binary: boolean;
}

/** The subscriptions of one session by the client's id; made only when there is a first one. */
export class SessionSubscriptions {
  readonly #hub: Hub;
  readonly #limit: number;
  #byKey: Map<string, Subscription> | undefined;

  constructor(hub: Hub, limit: number) {
    this.#hub = hub;
    this.#limit = limit;
  }

  /** Oldest first, as a copy: ending them meanwhile is safe. */
  all(): readonly Subscription[] {
    return [...(this.#byKey?.values() ?? [])];
  }

  *to(destination: string): Generator<Subscription> {
    for (const subscription of this.#byKey?.values() ?? []) {
      if (subscription.destination === destination) yield subscription;
    }
  }

  /** SUBSCRIBE: a pending subscription. */
  add(headers: StompHeaders, { version, binary }: Dialect, receiver: Receiver): Subscription {
    const destination = requireHeader(headers, 'destination');
    const id = version === '1.0' ? headers.id : requireHeader(headers, 'id');
    const key = keyOf(id, destination);
    this.#byKey ??= new Map();
    if (this.#byKey.has(key)) {
      throw new StompError('duplicate-subscription', 'There is a subscription with this id');
    }
    if (this.#byKey.size >= this.#limit) {
      throw new StompError('too-many-subscriptions', `More than ${this.#limit} subscriptions`);
    }
    const subscription = this.#hub.add(destination, { id, version, binary, ack: ackMode(headers) }, receiver);
    this.#byKey.set(key, subscription);
    return subscription;
  }

  /** What an UNSUBSCRIBE names: by id, or in 1.0 by destination. Nothing when it was ended from this side before. */
  named(headers: StompHeaders, version: StompVersion): readonly Subscription[] {
    if (version !== '1.0' || headers.id !== undefined) {
      const subscription = this.byId(requireHeader(headers, 'id'));
      return subscription === undefined ? [] : [subscription];
    }
    return [...this.to(requireHeader(headers, 'destination'))];
  }

  byId(id: string): Subscription | undefined {
    return this.#byKey?.get(keyOf(id, ''));
  }

  /** Takes it out of everything; `false` when it had ended already. */
  end(subscription: Subscription, reason: SubscriptionEnd['reason']): boolean {
    if (subscription.state === 'ended') return false;
    subscription.state = 'ended';
    subscription.endReason = reason;
    this.#hub.remove(subscription);
    this.#byKey?.delete(keyOf(subscription.id, subscription.destination));
    if (this.#byKey?.size === 0) this.#byKey = undefined;
    return true;
  }
}

/** Without an id (1.0) the destination identifies it; NUL keeps the two apart, no header can contain it. */
function keyOf(id: string | undefined, destination: string): string {
  return id ?? `\0${destination}`;
}

function ackMode({ ack = 'auto' }: StompHeaders): AckMode {
  if (!ackModes.has(ack)) {
    throw new StompError('invalid-header', 'ack is not auto, client or client-individual');
  }
  return ack as AckMode;
}
