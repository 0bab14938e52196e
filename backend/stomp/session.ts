import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { CloseReason, SessionEnd, StompSession, SubscriptionEnd } from './application.ts';
import { type Agreement, connectedHeaders } from './connected.ts';
import type { Connection } from './connection.ts';
import type { ServerContext } from './context.ts';
import { describeError, describeRefusal, type ErrorDescription } from './error-description.ts';
import { type Refusal, StompError } from './errors.ts';
import type { OutgoingMessage, StompHeaders } from './frame.ts';
import { heartBeatFrame, writeFrame } from './frame-writer.ts';
import { HeartBeat } from './heart-beat.ts';
import { SessionSubscriptions } from './session-subscriptions.ts';
import type { Receiver, Subscription } from './subscription.ts';
import type { StompVersion } from './versions.ts';

/** Life and output of one client. What it sends comes through its `Inbox`. */
export class Session<Principal> implements StompSession<Principal>, Receiver {
  readonly id = randomUUID();
  readonly context: ServerContext<Principal>;
  readonly connection: Connection;
  readonly table: SessionSubscriptions;
  /** The HTTP request, until authentication is over. */
  request: IncomingMessage | undefined;
  state: 'connecting' | 'open' | 'ended' = 'connecting';
  /** Which WebSocket frames the client's CONNECT came in; it gets the same. */
  binary = false;
  /** Nothing is read while it has enough unfinished work. */
  reading = true;
  version: StompVersion = '1.0';
  #agreement: Agreement<Principal> | undefined;
  #heartBeat: HeartBeat | undefined;
  #unacknowledged = 0;
  /** It is about to end, and takes nothing more. */
  #doomed = false;
  readonly #since: number;

  constructor(context: ServerContext<Principal>, connection: Connection, request: IncomingMessage) {
    this.context = context;
    this.connection = connection;
    this.request = request;
    this.table = new SessionSubscriptions(context.hub, context.limits.subscriptions);
    this.#since = context.clock.now();
  }

  get principal(): Principal {
    if (this.#agreement === undefined) throw new Error('A session has no principal before it is connected.');
    return this.#agreement.acceptance.principal;
  }

  get open(): boolean {
    return this.state === 'open';
  }

  subscriptions(): readonly Subscription[] {
    return this.table.all();
  }

  // --- output

  deliver(destination: string, message: OutgoingMessage): number {
    const encoder = this.context.hub.encoder(destination, message);
    let deliveries = 0;
    for (const subscription of this.table.to(destination)) {
      if (subscription.active && subscription.deliver(encoder, encoder.encode(subscription.shape)))
        deliveries += 1;
    }
    return deliveries;
  }

  deliverTo(subscription: Subscription, message: OutgoingMessage): boolean {
    if (!subscription.active || subscription.receiver !== this) return false;
    const encoder = this.context.hub.encoder(subscription.destination, message);
    return subscription.deliver(encoder, encoder.encode(subscription.shape));
  }

  /** A MESSAGE frame; a client that leaves too many of them lying is cut off. */
  enqueue(frame: Buffer): boolean {
    if (this.#doomed || this.state !== 'open') return false;
    this.connection.write(frame);
    this.context.counters.deliveriesOut += 1;
    if (this.connection.backlog > this.context.limits.backlog) this.#doom(() => this.#cutOff());
    return true;
  }

  countUnacknowledged(): boolean {
    if (this.#doomed) return false;
    const { unacknowledged } = this.context.limits;
    if (this.#unacknowledged < unacknowledged) this.#unacknowledged += 1;
    else
      this.#doom(() =>
        this.fail(new StompError('too-many-unacknowledged', 'Too many messages wait for ACK')),
      );
    return !this.#doomed;
  }

  /** Later, since this happens in the middle of a fan-out and ending calls the application. */
  #doom(end: () => void): void {
    if (this.#doomed) return;
    this.#doomed = true;
    setImmediate(end);
  }

  #cutOff(): void {
    if (this.state === 'ended') return;
    this.context.counters.slowSubscribers += 1;
    this.connection.terminate();
    this.end({ by: 'server', code: 'slow-subscriber', message: 'Too much is waiting for this subscriber' });
  }

  send(command: string, headers: StompHeaders, body?: string): void {
    // CONNECTED is never escaped, so that a client can read it whatever it speaks.
    const escaping = command === 'CONNECTED' ? '1.0' : this.version;
    this.connection.write(writeFrame(command, headers, escaping, this.binary, body));
  }

  receipt(id: string | undefined): void {
    if (id !== undefined && this.state === 'open') this.send('RECEIPT', { 'receipt-id': id });
  }

  // --- life

  /** CONNECTED (STOMP 1.2, "CONNECTED or ERROR frame"). */
  connected(agreement: Agreement<Principal>): void {
    const { application, clock, counters } = this.context;
    const { intervals } = agreement;
    this.#agreement = agreement;
    this.request = undefined;
    this.state = 'open';
    counters.sessions += 1;
    if (intervals.send > 0 || intervals.receive > 0) {
      this.#heartBeat = new HeartBeat(this.connection.socket, intervals, clock.now());
    }
    this.send('CONNECTED', connectedHeaders(this.context, this.id, agreement));
    this.guard(() => application.onConnect?.(this));
  }

  /** Looks at the time: one call per sweep of the server. */
  sweep(now: number): void {
    const { heartBeat, limits, sweepInterval } = this.context;
    if (this.state === 'connecting' && now - this.#since > limits.connectTimeout) {
      this.fail(new StompError('connect-timeout', 'CONNECT took too long'));
    }
    if (this.state !== 'open' || this.#heartBeat === undefined) return;
    if (this.#heartBeat.isSilent(now, heartBeat.tolerance, this.reading)) {
      this.fail(new StompError('heart-beat-timeout', 'No heart-beat came from the client'));
    } else if (this.#heartBeat.mustSend(now, sweepInterval)) {
      this.connection.write(heartBeatFrame(this.binary));
    }
  }

  endSubscription(subscription: Subscription): boolean {
    return subscription.receiver === this && this.endOne(subscription, 'revoked');
  }

  endSubscriptions(destination: string): number {
    return [...this.table.to(destination)].filter((subscription) => this.endSubscription(subscription))
      .length;
  }

  endOne(subscription: Subscription, reason: SubscriptionEnd['reason']): boolean {
    const wasActive = subscription.active;
    if (!this.table.end(subscription, reason)) return false;
    if (wasActive) this.context.counters.subscriptions -= 1;
    if (wasActive) this.reportEnd(subscription);
    return true;
  }

  reportEnd(subscription: Subscription): void {
    const unacknowledged = subscription.takeUnacknowledged();
    this.#unacknowledged -= unacknowledged.length;
    const end: SubscriptionEnd = { reason: subscription.endReason ?? 'revoked', unacknowledged };
    this.guard(() => this.context.application.onUnsubscribe?.(this, subscription, end));
  }

  settled(count: number): void {
    this.#unacknowledged -= count;
  }

  close(reason: CloseReason): void {
    if (this.state === 'ended') return;
    if ('kind' in reason) this.refuse(reason, undefined);
    else this.#closeWith(reason.closeCode, { by: 'server', code: 'closed', message: reason.hint ?? '' });
  }

  /** DISCONNECT, after everything before it. */
  disconnect(receipt: string | undefined): void {
    this.receipt(receipt);
    this.#closeWith(1000, { by: 'client', code: 'disconnect', message: '' });
  }

  /** The peer broke a rule: ERROR, then close. */
  fail(error: StompError): void {
    this.#sayError(describeError(error));
  }

  /** The application said no: ERROR, then close. */
  refuse(refusal: Refusal, receipt: string | undefined): void {
    this.#sayError(describeRefusal(refusal, receipt));
  }

  /** A handler threw: that is for the log, the client learns only that it happened. */
  fault(error: unknown, receipt: string | undefined): void {
    if (error instanceof StompError) {
      error.receipt ??= receipt;
      this.fail(error);
      return;
    }
    this.report(error);
    this.fail(new StompError('internal-error', 'Something went wrong on the server', receipt));
  }

  #sayError({ code, message, headers, body, closeCode }: ErrorDescription): void {
    if (this.state === 'ended') return;
    this.context.counters.errorsOut += 1;
    this.send('ERROR', headers, body);
    this.#closeWith(closeCode, { by: 'server', code, message });
  }

  #closeWith(closeCode: number, end: SessionEnd): void {
    if (this.state === 'ended') return;
    this.connection.close(closeCode, end.message);
    this.end(end);
  }

  /** Ends everything on this side; the socket is somebody else's. */
  end(end: SessionEnd): void {
    if (this.state === 'ended') return;
    const wasOpen = this.state === 'open';
    this.state = 'ended';
    this.request = undefined;
    for (const subscription of this.table.all()) this.endOne(subscription, 'session-ended');
    if (!wasOpen) return;
    this.context.counters.sessions -= 1;
    this.guard(() => this.context.application.onClose?.(this, end));
  }

  /** Runs a notification of the application: its bugs are reported, and change nothing here. */
  guard(notify: () => void): void {
    try {
      notify();
    } catch (error) {
      this.report(error);
    }
  }

  report(error: unknown): void {
    this.context.application.onError(error, this.#agreement === undefined ? undefined : this);
  }
}
