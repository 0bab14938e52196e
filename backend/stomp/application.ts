import type { IncomingMessage } from 'node:http';
import type { Refusal } from './errors.ts';
import type { AckMode, OutgoingMessage, StompHeaders } from './frame.ts';
import type { StompVersion } from './versions.ts';

export type MaybePromise<Value> = Value | Promise<Value>;

/** `undefined`: done, the RECEIPT goes out if one was asked for. A throw is a bug: generic ERROR, `onError`, close. */
export type Outcome = MaybePromise<Refusal | undefined>;

/** A CONNECT or STOMP frame (STOMP 1.2, "Connecting"). */
export interface ConnectRequest {
  readonly version: StompVersion;
  readonly login: string | undefined;
  readonly passcode: string | undefined;
  readonly host: string | undefined;
  /** All headers of the frame. */
  readonly headers: StompHeaders;
  /** The HTTP request of the WebSocket handshake: address, cookies, query. Do not keep it. */
  readonly request: IncomingMessage;
}

/** Made by `accept`. */
export interface Acceptance<Principal> {
  readonly kind: 'acceptance';
  readonly principal: Principal;
  /** Further headers of the CONNECTED frame, for example `user-name`. */
  readonly headers?: StompHeaders;
}

export function accept<Principal>(principal: Principal, headers: StompHeaders = {}): Acceptance<Principal> {
  return { kind: 'acceptance', principal, headers };
}

/** One subscription of one session. */
export interface StompSubscription {
  /** The client's id; `undefined` only in STOMP 1.0, where it may be left out. */
  readonly id: string | undefined;
  readonly destination: string;
  readonly ack: AckMode;
  /** `false` until `onSubscribe` resolved, and again once it ended. */
  readonly active: boolean;
}

/** A SEND, outside a transaction or when its transaction commits. */
export interface SentMessage {
  readonly destination: string;
  /** All headers of the frame, `receipt` and `transaction` included. */
  readonly headers: StompHeaders;
  /** A view on the receive buffer: copy it (`Buffer.from(body)`) to keep it for long. */
  readonly body: Buffer;
}

/** ACK or NACK, resolved to what was delivered: `client` mode names several messages, oldest first. */
export interface Acknowledgement {
  readonly kind: 'ack' | 'nack';
  readonly subscription: StompSubscription;
  /** `message-id`s; never empty, each reported once. */
  readonly messageIds: readonly string[];
  readonly headers: StompHeaders;
}

export interface SubscriptionEnd {
  /** UNSUBSCRIBE, `endSubscription`, or the session's end. */
  readonly reason: 'unsubscribed' | 'revoked' | 'session-ended';
  /** `message-id`s delivered and neither acknowledged nor refused, oldest first: redeliver them elsewhere. */
  readonly unacknowledged: readonly string[];
}

/** Why a session is over. */
export interface SessionEnd {
  /** `client`: DISCONNECT or a clean close; `network`: the connection broke; `server`: everything this side decided. */
  readonly by: 'client' | 'server' | 'network';
  /** `disconnect`, `closed`, `connection-lost`, `slow-subscriber`, `shutdown`, or the code of the ERROR frame. */
  readonly code: string;
  readonly message: string;
}

/** How to end a session: an ERROR frame and close, or a plain WebSocket close code (1012: come back later) with a hint. */
export type CloseReason = Refusal | { readonly closeCode: number; readonly hint?: string };

/** One connected client. */
export interface StompSession<Principal> {
  /** Random; the `session` header of CONNECTED. */
  readonly id: string;
  readonly principal: Principal;
  readonly version: StompVersion;
  /** `false` as soon as the session ended, by whatever. */
  readonly open: boolean;
  /** Pending and active ones, oldest first. */
  subscriptions(): Iterable<StompSubscription>;
  /** To this session's active subscriptions of the destination; returns how many MESSAGE frames that were. */
  deliver(destination: string, message: OutgoingMessage): number;
  /** To exactly one active subscription of this session; `false` when it has ended. */
  deliverTo(subscription: StompSubscription, message: OutgoingMessage): boolean;
  /** Ends one subscription: nothing published from now on reaches it. `false` when it had ended already. */
  endSubscription(subscription: StompSubscription): boolean;
  /** Ends all subscriptions (also pending ones) of a destination; returns how many. */
  endSubscriptions(destination: string): number;
  /** Ends the session. What was delivered before still goes out first. Further calls do nothing. */
  close(reason: CloseReason): void;
}

/** What the application decides. Every function may be sync or async where the type says so. */
export interface StompApplication<Principal> {
  authenticate(request: ConnectRequest): MaybePromise<Acceptance<Principal> | Refusal>;
  /** CONNECTED has been queued; nothing the client sent after CONNECT has been handled yet. */
  onConnect?(session: StompSession<Principal>): void;
  /** Absent: everybody may subscribe to anything. The subscription is active, and its RECEIPT sent, after this resolved. */
  onSubscribe?(
    session: StompSession<Principal>,
    subscription: StompSubscription,
    headers: StompHeaders,
  ): Outcome;
  /** Absent: every SEND is refused. Started in order of arrival, several at a time; the RECEIPT goes out when this resolved. */
  onSend?(session: StompSession<Principal>, message: SentMessage): Outcome;
  onAcknowledge?(session: StompSession<Principal>, acknowledgement: Acknowledgement): Outcome;
  /** Once for every subscription that had become active. */
  onUnsubscribe?(
    session: StompSession<Principal>,
    subscription: StompSubscription,
    end: SubscriptionEnd,
  ): void;
  /** Once for every session that had connected, after `onUnsubscribe` of each subscription. */
  onClose?(session: StompSession<Principal>, end: SessionEnd): void;
  /** Bugs of the handlers above, for the log. The client sees only a generic ERROR. */
  onError(error: unknown, session: StompSession<Principal> | undefined): void;
}
