import type { IncomingMessage, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { CloseReason, StompSession, StompSubscription } from './application.ts';
import type { Clock } from './clock.ts';
import type { OutgoingMessage } from './frame.ts';
import type { StompLimits } from './limits.ts';

export interface StompServerOptions {
  /** `server` header of CONNECTED; left out unless given. */
  readonly serverName?: string;
  readonly limits?: Partial<StompLimits>;
  readonly heartBeat?: Partial<HeartBeatOptions>;
  /** Before the WebSocket handshake (Origin, number of connections): an HTTP status such as 403 or 503 refuses it. */
  readonly acceptUpgrade?: (request: IncomingMessage) => number | undefined;
  readonly clock?: Clock;
}

/** STOMP 1.2, "Heart-beating". Milliseconds; 0 is "cannot" or "do not want". */
export interface HeartBeatOptions {
  /** What the server can send (`sx`). Default 10,000. */
  readonly send: number;
  /** What the server wants to receive (`sy`). Default 10,000. */
  readonly receive: number;
  /** A client is given up after this many intervals without any byte. Default 2. */
  readonly tolerance: number;
}

/** Plain numbers that only the server changes: read them for metrics. */
export interface StompCounters {
  /** WebSocket connections that are open now, connected in the sense of STOMP or not. */
  readonly connections: number;
  /** Sessions that are connected now. */
  readonly sessions: number;
  /** Active subscriptions now. */
  readonly subscriptions: number;
  /** Total of complete frames received (heart-beats are none). */
  readonly framesIn: number;
  /** Total of MESSAGE frames handed to sockets. */
  readonly deliveriesOut: number;
  /** Total of subscribers that were cut off because they did not read. */
  readonly slowSubscribers: number;
  /** Total of ERROR frames. */
  readonly errorsOut: number;
}

export interface StompServer<Principal> {
  readonly counters: StompCounters;
  /** Takes the upgrades of one path of an HTTP server; others are left alone. The returned function stops that. */
  attach(server: Server | SecureServer, path: string): () => void;
  /** For one's own `upgrade` listener: always takes the socket over. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * To the active subscriptions of the destination, all of them or those that `reaches` names, in the order of the calls; returns how
   * many MESSAGE frames that were.
   */
  publish(
    destination: string,
    message: OutgoingMessage,
    reaches?: (subscription: StompSubscription) => boolean,
  ): number;
  /** Connected sessions. */
  sessions(): Iterable<StompSession<Principal>>;
  /** Active subscriptions of a destination. */
  subscribers(destination: string): Iterable<Subscriber<Principal>>;
  /** Ends subscriptions (also pending ones) of a destination, of the sessions that match (all unless given); returns how many. */
  endSubscriptions(destination: string, matches?: (session: StompSession<Principal>) => boolean): number;
  /**
   * Takes no more connections, closes all of them (1012 unless told otherwise) and resolves when they are gone;
   * those that linger are cut after `milliseconds` (5,000 unless given).
   */
  close(reason?: CloseReason, milliseconds?: number): Promise<void>;
}

export interface Subscriber<Principal> {
  readonly session: StompSession<Principal>;
  readonly subscription: StompSubscription;
}
